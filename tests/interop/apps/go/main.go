// A small shop service as one writes it with the X-Ray SDK for Go. The routes are those of ../README.md.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"strconv"
	"sync"

	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/credentials"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb/types"
	"github.com/aws/aws-xray-sdk-go/v2/instrumentation/awsv2"
	"github.com/aws/aws-xray-sdk-go/v2/xray"
	"github.com/aws/smithy-go"
	_ "github.com/go-sql-driver/mysql"
)

type emptyShelf struct{}

func (emptyShelf) Error() string { return "the shelf is empty" }

func reserve(ctx context.Context) error {
	return xray.Capture(ctx, "reserve", func(context.Context) error { return emptyShelf{} })
}

func main() {
	config := aws.Config{
		Region:           "eu-west-1",
		Credentials:      credentials.NewStaticCredentialsProvider("AKIAIOSFODNN7EXAMPLE", "any", ""),
		BaseEndpoint:     aws.String(os.Getenv("INTEROP_AWS")),
		RetryMaxAttempts: 1,
	}
	awsv2.AWSV2Instrumentor(&config.APIOptions)
	dynamo := dynamodb.NewFromConfig(config)
	client := xray.Client(nil)
	database, err := xray.SQLContext("mysql", "shop:secret@tcp(127.0.0.1:"+os.Getenv("INTEROP_MYSQL_PORT")+")/orders")
	must(err)

	routes := http.NewServeMux()
	handle := func(path string, answer func(http.ResponseWriter, *http.Request) (int, string)) {
		routes.HandleFunc(path, func(w http.ResponseWriter, r *http.Request) {
			w.Header().Set("x-trace-id", xray.TraceID(r.Context()))
			status, text := answer(w, r)
			w.WriteHeader(status)
			fmt.Fprint(w, text)
		})
	}
	always := func(status int, text string) func(http.ResponseWriter, *http.Request) (int, string) {
		return func(http.ResponseWriter, *http.Request) (int, string) { return status, text }
	}
	handle("/ping", always(200, "pong"))
	handle("/missing", always(404, "no such order"))
	handle("/busy", always(429, "later"))
	handle("/broken", func(_ http.ResponseWriter, r *http.Request) (int, string) {
		err := reserve(r.Context())
		_ = xray.AddError(r.Context(), err)
		return 500, "broken"
	})
	handle("/caught", func(_ http.ResponseWriter, r *http.Request) (int, string) {
		_ = reserve(r.Context())
		return 200, "handled"
	})
	handle("/notes", func(_ http.ResponseWriter, r *http.Request) (int, string) {
		segment := xray.GetSegment(r.Context())
		segment.Lock()
		segment.User = "u-7"
		segment.Unlock()
		_ = xray.Capture(r.Context(), "price", func(ctx context.Context) error {
			return errors.Join(
				xray.AddAnnotation(ctx, "colour", "blue"),
				xray.AddAnnotation(ctx, "weight", 42.5),
				xray.AddAnnotation(ctx, "express", true),
				xray.AddMetadataToNamespace(ctx, "shop", "order", map[string]int{"lines": 2}),
			)
		})
		return 200, "noted"
	})
	handle("/call", func(_ http.ResponseWriter, r *http.Request) (int, string) {
		request, err := http.NewRequestWithContext(r.Context(), http.MethodGet, r.URL.Query().Get("url"), nil)
		must(err)
		response, err := client.Do(request)
		if err != nil {
			return 502, err.Error()
		}
		defer response.Body.Close()
		_, _ = io.Copy(io.Discard, response.Body)
		return 200, "answered " + strconv.Itoa(response.StatusCode)
	})
	handle("/aws", func(_ http.ResponseWriter, r *http.Request) (int, string) {
		_, err := dynamo.GetItem(r.Context(), &dynamodb.GetItemInput{
			TableName: aws.String(r.URL.Query().Get("table")),
			Key:       map[string]types.AttributeValue{"id": &types.AttributeValueMemberS{Value: "8841"}},
		})
		var refused smithy.APIError
		if errors.As(err, &refused) {
			return 200, refused.ErrorCode()
		}
		return 200, "found"
	})
	handle("/sql", func(_ http.ResponseWriter, r *http.Request) (int, string) {
		rows, err := database.QueryContext(r.Context(), "SELECT id FROM orders WHERE id = 8841")
		if err != nil {
			return 500, err.Error()
		}
		defer rows.Close()
		count := 0
		for rows.Next() {
			count++
		}
		return 200, fmt.Sprintf("%d rows", count)
	})
	handle("/many", func(_ http.ResponseWriter, r *http.Request) (int, string) {
		count, err := strconv.Atoi(r.URL.Query().Get("n"))
		must(err)
		var steps sync.WaitGroup
		for index := range count {
			steps.Add(1)
			go func() {
				defer steps.Done()
				_ = xray.Capture(r.Context(), fmt.Sprintf("step %d", index), func(context.Context) error { return nil })
			}()
		}
		steps.Wait()
		return 200, "done"
	})

	listener, err := net.Listen("tcp", "127.0.0.1:0")
	must(err)
	fmt.Printf("ready %d\n", listener.Addr().(*net.TCPAddr).Port)
	go func() {
		_, _ = io.Copy(io.Discard, os.Stdin)
		os.Exit(0)
	}()
	must(http.Serve(listener, xray.Handler(xray.NewFixedSegmentNamer(os.Getenv("INTEROP_NAME")), routes)))
}

func must(err error) {
	if err != nil {
		fmt.Fprintln(os.Stderr, err)
		os.Exit(1)
	}
}
