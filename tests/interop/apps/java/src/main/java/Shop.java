import com.amazonaws.xray.AWSXRay;
import com.amazonaws.xray.interceptors.TracingInterceptor;
import com.amazonaws.xray.jakarta.servlet.AWSXRayServletFilter;
import com.amazonaws.xray.proxies.apache.http.HttpClientBuilder;
import com.amazonaws.xray.sql.TracingDataSource;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.EnumSet;
import java.util.Map;
import javax.sql.DataSource;
import org.apache.http.client.methods.HttpGet;
import org.apache.http.util.EntityUtils;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.servlet.FilterHolder;
import org.eclipse.jetty.servlet.ServletContextHandler;
import org.eclipse.jetty.servlet.ServletHolder;
import org.h2.jdbcx.JdbcDataSource;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;

/** A small shop service as one writes it with the X-Ray SDK for Java. The routes are those of ../README.md. */
public class Shop extends HttpServlet {
  private final DynamoDbClient dynamo =
      DynamoDbClient.builder()
          .endpointOverride(URI.create(System.getenv("INTEROP_AWS")))
          .region(Region.EU_WEST_1)
          .credentialsProvider(
              StaticCredentialsProvider.create(AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "any")))
          .overrideConfiguration(
              it -> it.retryStrategy(retry -> retry.maxAttempts(1)).addExecutionInterceptor(new TracingInterceptor()))
          .build();

  private final DataSource database = TracingDataSource.decorate(inMemory());

  private static DataSource inMemory() {
    JdbcDataSource source = new JdbcDataSource();
    source.setURL("jdbc:h2:mem:orders;DB_CLOSE_DELAY=-1");
    source.setUser("shop");
    return source;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
    response.setHeader("x-trace-id", AWSXRay.getCurrentSegment().getTraceId().toString());
    switch (request.getRequestURI()) {
      case "/ping" -> answer(response, 200, "pong");
      case "/missing" -> answer(response, 404, "no such order");
      case "/busy" -> answer(response, 429, "later");
      case "/broken" -> AWSXRay.createSubsegment("reserve", Shop::reserve);
      case "/caught" -> {
        try {
          AWSXRay.createSubsegment("reserve", Shop::reserve);
        } catch (IllegalStateException handled) {
          answer(response, 200, "handled");
        }
      }
      case "/notes" -> {
        AWSXRay.getCurrentSegment().setUser("u-7");
        AWSXRay.createSubsegment(
            "price",
            subsegment -> {
              subsegment.putAnnotation("colour", "blue");
              subsegment.putAnnotation("weight", 42.5);
              subsegment.putAnnotation("express", true);
              subsegment.putMetadata("shop", "order", Map.of("lines", 2));
            });
        answer(response, 200, "noted");
      }
      case "/call" -> {
        try (var client = HttpClientBuilder.create().build();
            var reply = client.execute(new HttpGet(request.getParameter("url")))) {
          EntityUtils.consume(reply.getEntity());
          answer(response, 200, "answered " + reply.getStatusLine().getStatusCode());
        }
      }
      case "/aws" -> answer(response, 200, item(request.getParameter("table")));
      case "/sql" -> answer(response, 200, orders());
      case "/many" -> {
        for (int index = 0; index < Integer.parseInt(request.getParameter("n")); index++)
          AWSXRay.createSubsegment("step " + index, () -> {});
        answer(response, 200, "done");
      }
      default -> answer(response, 404, "no such route");
    }
  }

  private static void reserve() {
    throw new IllegalStateException("the shelf is empty");
  }

  private String item(String table) {
    try {
      dynamo.getItem(it -> it.tableName(table).key(Map.of("id", AttributeValue.fromS("8841"))));
      return "found";
    } catch (DynamoDbException refused) {
      return refused.awsErrorDetails().errorCode();
    }
  }

  private String orders() {
    try (var connection = database.getConnection();
        var statement = connection.createStatement();
        var rows = statement.executeQuery("SELECT 8841 AS id")) {
      return rows.next() ? "1 rows" : "0 rows";
    } catch (java.sql.SQLException failed) {
      throw new IllegalStateException(failed);
    }
  }

  private static void answer(HttpServletResponse response, int status, String text) throws IOException {
    response.setStatus(status);
    response.getWriter().print(text);
  }

  public static void main(String[] arguments) throws Exception {
    Server server = new Server(new InetSocketAddress("127.0.0.1", 0));
    ServletContextHandler context = new ServletContextHandler(server, "/");
    context.addFilter(
        new FilterHolder(new AWSXRayServletFilter(System.getenv("INTEROP_NAME"))),
        "/*",
        EnumSet.of(DispatcherType.REQUEST));
    context.addServlet(new ServletHolder(new Shop()), "/");
    server.start();
    System.out.println("ready " + ((ServerConnector) server.getConnectors()[0]).getLocalPort());
    while (System.in.read() >= 0) {}
    System.exit(0);
  }
}
