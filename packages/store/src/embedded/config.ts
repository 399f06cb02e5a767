/** The files ClickHouse is started with. */
import { createHash } from 'node:crypto'

export type EngineConfig = { readonly user: string; readonly password: string; readonly memoryBytes: number }

const escapeXml = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;')

/**
 * Small caches and small pools: a laptop's server that mostly idles. Every pool is a set of threads with stacks and arenas.
 * Name no system log here (query_log, metric_log, ...): naming one, even with remove="1", is what switches it on, and then it is
 * written, merged and never read (measured: 5 % of a core at rest).
 */
export function configXml(usersFile: string, c: EngineConfig): string {
  const megabytes = (n: number): number => n * 1024 * 1024
  return `<clickhouse>
  <logger><level>none</level><console>0</console></logger>
  <users_config>${escapeXml(usersFile)}</users_config>
  <max_server_memory_usage>${c.memoryBytes}</max_server_memory_usage>
  <mark_cache_size>${megabytes(64)}</mark_cache_size>
  <index_mark_cache_size>${megabytes(16)}</index_mark_cache_size>
  <primary_index_cache_size>${megabytes(32)}</primary_index_cache_size>
  <uncompressed_cache_size>0</uncompressed_cache_size>
  <index_uncompressed_cache_size>0</index_uncompressed_cache_size>
  <mmap_cache_size>0</mmap_cache_size>
  <compiled_expression_cache_size>${megabytes(8)}</compiled_expression_cache_size>
  <query_cache><max_size_in_bytes>0</max_size_in_bytes></query_cache>
  <max_concurrent_queries>100</max_concurrent_queries>
  <max_thread_pool_size>200</max_thread_pool_size>
  <max_thread_pool_free_size>8</max_thread_pool_free_size>
  <max_io_thread_pool_size>8</max_io_thread_pool_size>
  <max_io_thread_pool_free_size>0</max_io_thread_pool_free_size>
  <background_pool_size>2</background_pool_size>
  <background_merges_mutations_concurrency_ratio>2</background_merges_mutations_concurrency_ratio>
  <background_move_pool_size>1</background_move_pool_size>
  <background_fetches_pool_size>1</background_fetches_pool_size>
  <background_common_pool_size>2</background_common_pool_size>
  <background_buffer_flush_schedule_pool_size>1</background_buffer_flush_schedule_pool_size>
  <background_schedule_pool_size>4</background_schedule_pool_size>
  <background_message_broker_schedule_pool_size>1</background_message_broker_schedule_pool_size>
  <background_distributed_schedule_pool_size>1</background_distributed_schedule_pool_size>
  <tables_loader_foreground_pool_size>2</tables_loader_foreground_pool_size>
  <tables_loader_background_pool_size>1</tables_loader_background_pool_size>
  <asynchronous_metrics_update_period_s>60</asynchronous_metrics_update_period_s>
  <asynchronous_heavy_metrics_update_period_s>3600</asynchronous_heavy_metrics_update_period_s>
  <merge_tree>
    <merge_max_block_size>2048</merge_max_block_size>
    <max_bytes_to_merge_at_max_space_in_pool>${megabytes(10_240)}</max_bytes_to_merge_at_max_space_in_pool>
    <number_of_free_entries_in_pool_to_lower_max_size_of_merge>1</number_of_free_entries_in_pool_to_lower_max_size_of_merge>
    <number_of_free_entries_in_pool_to_execute_mutation>1</number_of_free_entries_in_pool_to_execute_mutation>
    <number_of_free_entries_in_pool_to_execute_optimize_entire_partition>1</number_of_free_entries_in_pool_to_execute_optimize_entire_partition>
  </merge_tree>
  <send_crash_reports><enabled>false</enabled></send_crash_reports>
</clickhouse>
`
}

/**
 * Our own user with a password, and `default`, as whom the engine starts its listener, cut down to just that.
 * No just-in-time compilation: questions are short, and each shape of them would pay a compiler first.
 */
export function usersXml(c: EngineConfig): string {
  const hash = createHash('sha256').update(c.password).digest('hex')
  const name = escapeXml(c.user)
  return `<clickhouse>
  <profiles>
    <default>
      <max_threads>2</max_threads>
      <max_memory_usage>${Math.floor(c.memoryBytes * 0.6)}</max_memory_usage>
      <max_bytes_before_external_group_by>${Math.floor(c.memoryBytes * 0.25)}</max_bytes_before_external_group_by>
      <max_bytes_before_external_sort>${Math.floor(c.memoryBytes * 0.25)}</max_bytes_before_external_sort>
      <log_queries>0</log_queries>
      <compile_expressions>0</compile_expressions>
      <compile_aggregate_expressions>0</compile_aggregate_expressions>
      <compile_sort_description>0</compile_sort_description>
      <memory_profiler_step>0</memory_profiler_step>
      <query_profiler_real_time_period_ns>0</query_profiler_real_time_period_ns>
      <query_profiler_cpu_time_period_ns>0</query_profiler_cpu_time_period_ns>
    </default>
  </profiles>
  <quotas><default/></quotas>
  <users>
    <default>
      <password></password>
      <networks><ip>127.0.0.1</ip><ip>::1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
      <grants>
        <query>GRANT SYSTEM LISTEN ON *.*</query>
        <query>GRANT SELECT ON system.numbers</query>
      </grants>
    </default>
    <${name}>
      <password_sha256_hex>${hash}</password_sha256_hex>
      <networks><ip>127.0.0.1</ip><ip>::1</ip></networks>
      <profile>default</profile>
      <quota>default</quota>
    </${name}>
  </users>
</clickhouse>
`
}

/** A listener, and a select that keeps the session (and with it the server) open for ever. */
export const startSql = `SYSTEM START LISTEN HTTP;
SELECT sleepEachRow(10) FROM system.numbers
SETTINGS max_block_size = 1, max_threads = 1, max_execution_time = 0, interactive_delay = 600000000, function_sleep_max_microseconds_per_block = 60000000 FORMAT Null;
`
