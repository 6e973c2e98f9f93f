/** Chinese translations of the doc comments of options, by English string. */
export const optionStrings: Readonly<Record<string, string>> = {
  none: '无',
  '300000 (5 minutes); no limit with a spool, whose events expire':
    '300000（5 分钟）；使用 spool 时没有限制，事件会过期',
  "'drop-oldest'; 'block' with a spool": "'drop-oldest'；使用 spool 时为 'block'",
  "Keeps events outside of the process until they have an outcome, so that they survive a crash. `push()` then resolves when the event is stored. A spool belongs to one reporter. `queue.whenFull` is `block` by default, and events are retried until they are older than the spool's `maxAgeMs`.":
    '在进程之外保存事件，直到有结局，因此进程崩溃也不会丢失。`push()` 在事件保存后完成。一个 spool 只属于一个 reporter。`queue.whenFull` 默认为 `block`，事件会一直重试，直到超过 spool 的 `maxAgeMs`。',
  'undefined (events wait in memory)': 'undefined（事件在内存中等待）',
  'Path of the file. Its folder must exist, and must not be on a network drive. SQLite creates files next to it whose names end with `-wal` and `-shm`. `-lock` marks the process that sends, and `-reserve` takes up 2 MiB so that sending continues when the disk is full.':
    '文件的路径。所在文件夹必须存在，且不能在网络盘上。SQLite 会在旁边创建以 `-wal` 和 `-shm` 结尾的文件；`-lock` 标记正在发送的进程，`-reserve` 占用 2 MiB，使磁盘满时仍能继续发送。',
  'Maximum number of events in the file.': '文件中事件的最大数量。',
  'Maximum size of their JSON in bytes. The file may be twice as large.':
    '事件的 JSON 的最大字节数。文件可能是它的两倍大。',
  '1073741824 (1 GiB)': '1073741824（1 GiB）',
  '`full` waits until the events are on the disk, so that they also survive a power failure. `normal` is faster: the most recent events survive a crash of the process, but may not survive a crash of the machine.':
    '`full` 等到磁盘写入事件，断电也不会丢失。`normal` 更快：进程崩溃时最后的事件仍在，但机器崩溃时可能丢失。',
  'How long an event may wait to be delivered, in milliseconds. Older ones are dropped with the cause `expired`.':
    '事件最多可以等待送达多少毫秒。更旧的以原因 `expired` 放弃。',
  '86400000 (one day)': '86400000（一天）',
  'Name of the account, if one machine reports for several. The client does not know it. A store that was created under another name is refused.':
    '账号的名称，用于一台机器为多个账号上报的情况；客户端并不知道账号。以其他名称创建的存储会被拒绝。',
  'undefined (the API, the address and the data id or monitor name the target)':
    'undefined（由 API、地址以及数据 ID 或监控器确定目标）',
  'The clock for the age of events, in milliseconds since 1970.': '计算事件年龄的时钟，1970 年以来的毫秒数。',
  'Maximum number of events.': '事件的最大数量。',
  '`documented`: as the vendors document. `receiver`: as their running services are known to behave.':
    '`documented`：按厂商文档；`receiver`：按已知的线上服务行为。',
  'OpenAPI documents with the pushspec extensions, for APIs that should follow another contract.':
    '带有 pushspec 扩展的 OpenAPI 文档，用于需要按其他契约运行的 API。',
  'the bundle of the profile, in English': '该 profile 的英文契约',
  'Credentials and limits. Each property is optional. The rules are those of `--config FILE`.':
    '谁可以发送什么；每个字段都可以省略，规则与 `--config FILE` 相同。',
  'the development credentials': '开发用凭证',
  'File name of the store, or `:memory:`.': '存储的文件名，或 `:memory:`。',
  'Returns the current time in milliseconds since 1970.': '返回当前时间，即自 1970 年起的毫秒数。',
  'Returns the current time, and whether the clock is frozen.': '返回当前时间，以及时钟是否已冻结。',
  'Returns a number from 0 to below 1.': '返回大于等于 0 且小于 1 的数。',
  'Host name or address to listen on.': '监听的主机名或地址。',
  'Only requests to this API.': '只返回对该 API 的请求。',
  'Only requests with this outcome.': '只返回该结果的请求。',
  'Maximum number of requests, counted from the newest.': '最多返回的请求数，从最新的算起。',
  'Returns the current time in milliseconds since the epoch.': '返回当前时间，即自 1970 年起的毫秒数。',
  'Waits for delays, heartbeats and timeouts. Rejects when the signal is aborted.':
    '用于延迟、心跳和超时的等待；信号中止时拒绝。',
  'a timer': '定时器',
  'Pages to serve at `/`, such as the rendered docs.': '在 `/` 提供的页面，例如生成的文档。',
  'Files of the inspector, served at `/inspector/`.': '请求查看器的文件，在 `/inspector/` 提供。',
  "Address of the mock, where the admin API's `try` sends requests with the target `mock`.":
    'Mock 的地址；管理 API 的 `try` 可以按要求发送到那里。',
  'Token required by the admin API.': '管理 API 要求的 token。',
  'none on loopback; otherwise one that `listen` generates and returns':
    '本机地址不需要；其他地址由 `listen` 生成并返回',
  'Lowest level that is logged.': '记录的最低级别。',
  "the environment variable PUSHSPEC_LOG, or 'warn'": "环境变量 PUSHSPEC_LOG，或 'warn'",
  'Receives the lines of the log.': '接收日志行。',
  'Repeats the verdict in the response header `x-pushspec-explain`.':
    '将判定结果写入响应头 `x-pushspec-explain`。',
  'Called with failures inside the server.': '服务器内部出错时调用。',
  'logs them': '写入日志',
  'Port number. 0 picks a free port.': '0 表示使用空闲端口。',
  'Whether development credentials are allowed on a host other than loopback. Meant for a container whose port is published only to its own machine.':
    '在本机以外的地址上是否允许开发用凭证：用于端口只发布到本机的容器。',
  'Further connections are closed at once.': '超过时立即关闭新连接。',
  "Further requests get a 503 in plain text. This response is the server's own, not a vendor's.":
    '超过时返回纯文本的 503；这是本项目的响应，不属于任何厂商。',
  'Listens on a port. Rejects if the port is taken, or with a DevelopmentCredentialsError if the host is not loopback while development credentials are in use.':
    '开始监听。端口被占用时拒绝；监听本机以外的地址而仍在使用开发用凭证时，以 DevelopmentCredentialsError 拒绝。',
  'The APIs as an Express 5 router for your app. Mount it before body parsers. It has no pages and no admin API.':
    '由各 API 组成的 Express 5 路由器，用于自己的应用。请挂载在解析请求体的中间件之前；不含页面和管理 API。',
  "Sends a request to this server without a port, like any client's `fetch`. The host of the URL does not matter.":
    '不经端口向此服务器发送请求，用法与普通的 `fetch` 相同；URL 中的主机名无关紧要。',
  'Responds to requests in flight for up to 5 seconds, then ends all connections and closes the store.':
    '在 5 秒宽限期内完成进行中的请求，然后结束所有连接并关闭存储。',
  'Returns verdicts, oldest first, each with its `request`.': '判定结果，最早的在前；每个都带有 `request`。',
  'Returns headers and body of a request, with its secrets masked. Rejects if no request with this id is kept.':
    '某个请求的请求头和请求体，其中的密钥已脱敏；没有保存该 ID 的请求时拒绝。',
  'Waits for the first verdict, past or future, that satisfies the predicate. Rejects after `timeoutMs` (4000 by default) with a message that lists the requests that did arrive.':
    '第一个满足条件的判定结果，无论是已保存的还是之后到达的。超过 `timeoutMs`（默认 4000）时拒绝，消息会列出实际收到的内容。',
  "Makes requests to an API fail. Throws if the fault is not valid, or if the API's contract does not have its reason.":
    '让对某个 API 的请求失败。原因码不在其契约中，或内容不是故障时抛出异常。',
  'The clock of rate limits, the Date check and verdicts.': '频率限制、Date 检查和判定结果都以它为准。',
  "Changes settings of an API's part of the configuration until the next reset. Rejects with a ConfigError.":
    '修改某个 API 的配置，直到下一次重置。配置有误时以 ConfigError 拒绝。',
  'Freezes the clock at the current time, or at the given time in milliseconds since 1970. Throws outside the years 1970 to 9999.':
    '将时钟冻结在当前时间或给定的时间（自 1970 年起的毫秒数）。超出 1970 至 9999 年时抛出异常。',
  'Advances the clock by this many milliseconds. A running clock keeps running. Throws outside the years 1970 to 9999.':
    '将时钟移动若干毫秒；正在运行的时钟从那里继续。超出 1970 至 9999 年时抛出异常。',
  'Sets the clock back to its source and lets it run, as after the start.':
    '让时钟重新随时间源运行，与启动之后相同。',
  'Code of a reason or a warning.': '原因码或警告代码。',
  'Only requests received before the request with this id.': '只返回早于该 ID 的请求。',
  'Milliseconds after which to give up.': '超过多少毫秒后放弃。',
  'Signal that ends the wait.': '信号中止时放弃。',
  'OpenAPI documents with the pushspec extensions, by API.':
    '带有 pushspec 扩展的 OpenAPI 文档，按 API 给出。',
  'the documented bundle of every API, in English': '每个 API 的 documented 英文契约',
  'Timeout for receiving a complete request in milliseconds, after which the mock sends 408.':
    '客户端必须在多少毫秒内发送完整个请求，否则返回 408。',
  'Sends the requests. Wrap it to log, to use a proxy or to test without a network.':
    '发送请求的函数。可以包装它来记录日志、使用代理，或在没有网络时测试。',
  "How fast requests are sent. A call waits until the vendor's rate limit allows its request. Its `timeoutMs` starts afterwards. With `false`, requests are sent immediately.":
    '发送请求的速度：调用会等到厂商的频率限制允许发送请求，`timeoutMs` 从此时开始计算；为 `false` 时立即发送。',
  'Opens the connections, with its settings for proxies, TLS, keep-alive and time-outs.':
    '建立连接的 dispatcher，决定代理、TLS、keep-alive 及其超时。',
  'the global dispatcher of undici': 'undici 的全局 dispatcher',
  'How long one request may take until its response is read completely, in milliseconds. `0` means no limit. At most 1 MiB of a response is read.':
    '一个请求到读完响应为止最多用多少毫秒；`0` 表示不限。最多读取响应的 1 MiB。',
  'Headers to send with each request. They cannot replace those that the contract prescribes, nor `Connection`, `Content-Length`, `Expect`, `Keep-Alive`, `Transfer-Encoding` and `Upgrade`.':
    '每个请求附带的请求头；不能替换契约规定的请求头，也不能替换 `Connection`、`Content-Length`、`Expect`、`Keep-Alive`、`Transfer-Encoding` 和 `Upgrade`。',
  'Ends the call. It then rejects with a `TransportError` of the kind `aborted`. Its `mayHaveArrived` says whether the request may have been sent.':
    '中止调用。调用以 `aborted` 类型的 `TransportError` 拒绝，其 `mayHaveArrived` 说明请求是否可能已经发出。',
  'Data id of the custom report.': '自定义上报的数据 ID。',
  'Token of this data id, shown next to it in BlueKing. Not the token of Prometheus reports.':
    '该数据 ID 的 token，在蓝鲸中与它一起显示；不是 Prometheus 上报的 token。',
  'The kind of data that the data id is registered for. It determines what `send()` accepts.':
    '数据 ID 注册的类型；决定 `send()` 接收什么。',
  'Address of the report proxy of your cloud area, without the path of the API.':
    '所在云区域的上报 Proxy 地址，不带接口的路径。',
  'Region whose public address is used, over HTTPS. It is the only option outside of a VPC.':
    '使用该地域的公网地址（HTTPS）；在 VPC 之外只能这样访问。',
  '`vpc` uses the address inside the VPCs of the region, over plain HTTP.':
    '`vpc` 是该地域 VPC 内的地址（HTTP）。',
  'Address of another region or of a test server, without the path of the API.':
    '其他地域或测试服务器的地址，不带接口的路径。',
  'The key that signs the requests. Its user needs the permission to report custom events. A function is called before the first request, and again five minutes before the `expiration` that it returned. If it fails then, its last key is used until it expires. The time of the call counts towards `timeoutMs`.':
    '用于签名的 AccessKey，其用户需要上报自定义事件的权限。如果是函数，会在请求之前调用，直到它返回的 `expiration` 之前五分钟才再次调用；那时如果失败，继续使用上一个 AccessKey，直到它过期。所用时间计入 `timeoutMs`。',
  'Address of the reporting machine, for information only.': '上报机器的地址，仅供参考。',
  "the first IPv4 address of this machine that is not internal, or 'N/A'":
    "本机第一个非内部的 IPv4 地址，或 'N/A'",
  'The clock, in milliseconds since 1970. Each request is signed with its time. If the service refuses a signature and its clock differs by more than 5 minutes, the request is signed once more with the time of the service.':
    '时钟，自 1970 年起的毫秒数。每个请求都用它的时间签名。如果服务端拒绝签名，而且其时钟相差超过 5 分钟，请求会用服务端的时间再签名一次。',
  'Id of the AccessKey.': 'AccessKey ID。',
  'The clock, in milliseconds since 1970. Each request is signed with its time. If the service refuses a timestamp and its clock differs by more than 5 minutes, the request is signed once more with the time of the service.':
    '时钟，自 1970 年起的毫秒数。每个请求都用它的时间签名。如果服务端拒绝时间戳，而且其时钟相差超过 5 分钟，请求会用服务端的时间再签名一次。',
  'Region whose public address is used, over HTTPS.': '使用该地域的公网地址（HTTPS）。',
  'Address of another host or of a test server. A path in it is sent, but not signed.':
    '其他主机或测试服务器的地址。其中的路径会发送，但不参与签名。',
  'Secret of the AccessKey. It signs and is never sent.': 'AccessKey Secret，用于签名，从不发送。',
  'Security token of a temporary (STS) key.': '临时访问凭证（STS）的安全令牌。',
  'undefined (a permanent key)': 'undefined（长期有效的 AccessKey）',
  'When the key expires: a `Date`, milliseconds since 1970, or the string in the response of STS. The function that returned it is called again five minutes before.':
    'AccessKey 的过期时间：`Date`、自 1970 年起的毫秒数，或 STS 返回的字符串。返回它的函数会在此之前五分钟再次调用。',
  'undefined (the function is called before each request)': 'undefined（每个请求之前都调用函数）',
  "The secret of an API key of the monitor's workspace. Some sites require one. If it is sent, it must be valid.":
    '监控器所在工作空间的 API Key 的密钥。站点可能要求提供；如果发送，必须有效。',
  'undefined (none is sent)': 'undefined（不发送）',
  "The monitor's `secret`: the part of its webhook address after `push-events/`.":
    '监控器的 `secret`：Webhook 地址中 `push-events/` 之后的部分。',
  "The monitor's `subUri`: everything after the secret in its webhook address, including slashes. The client percent-encodes it.":
    '监控器的 `subUri`：Webhook 地址中 secret 之后的全部内容，斜杠保持原样。不需要百分号编码，由客户端处理。',
  "'' (a monitor without one)": "''（没有 subUri 的监控器）",
  'The site of the workspace.': '工作空间所在的站点。',
  'Address of a private deployment or of a test server, without the path of the API.':
    '私有部署或测试服务器的地址，不带接口的路径。',
  "The monitor's webhook address, copied from its page after saving the monitor. Every slash counts. It contains the site, `secret` and `subUri`, and is a secret itself.":
    '保存监控器后从页面复制的 Webhook 地址，每个斜杠都有意义。其中包含站点、`secret` 和 `subUri`，本身也是密钥。',
  'Additional data of any shape, sent with each event. It becomes `df_meta.extra_data` of the event.':
    '随每个事件发送的任意附加数据；成为事件的 `df_meta.extra_data`。',
  'undefined (none)': 'undefined（没有）',
  '`false` sends nothing twice.': '`false`：不重发任何内容。',
  '`false` sends requests without regard to rate limits.': '`false`：请求尽快发出。',
  'Maximum number of requests in flight. A batch that waits for a retry does not count.':
    '可以同时进行的请求数；等待重试的批次不计算在内。',
  '4; 1 for Guance, as an alert and its resolution must arrive in order':
    '4；观测云为 1，因为故障的产生和恢复必须按顺序到达',
  'Called with a copy of each event before it is sent. Return the event to send, or nothing to drop it. It must not be async. The event is dropped with the cause `before-send` if it throws, or returns a promise or anything else that is not an object.':
    '每个事件入队之前以其副本调用；返回要发送的内容，不返回则去掉该事件。不能是异步函数；返回的不是对象、返回 Promise 或抛出异常时，该事件以原因 `before-send` 放弃。',
  'undefined (events are sent as they are)': 'undefined（原样发送）',
  'Validates each event before it is sent, after `beforeSend`. An invalid event is rejected without a request, before it can spoil a batch. It must not be async. Warnings, such as those about a time in the wrong unit, are ignored: call the `validate` of the API yourself to see them.':
    '在 `beforeSend` 之后、入队之前校验每个事件。无效的事件在本地被拒绝，不发送请求，也不影响整批。不能是异步函数。警告（例如时间单位错误）会被忽略；要看到它们，请自行调用该接口的 `validate`。',
  'undefined (the service validates)': 'undefined（由服务校验）',
  'Called with the outcome of each event. `push()` also takes one for a single event. It may be async. Its errors are reported once on the console.':
    '每个事件有结局时调用；`push()` 也可以为单个事件指定。可以是异步函数；它抛出或拒绝的内容会在控制台报告一次。',
  'Called with requests, retries, the outcomes of batches, and failures of a spool, for logs and metrics. It may be async, like `onOutcome`.':
    '请求、重试和批次结束，以及 spool 出错时调用，用于日志和指标。与 `onOutcome` 一样，可以是异步函数。',
  '`false` drops all events and sends nothing.': '`false`：push 的内容都会放弃，不发送任何内容。',
  'The clock, in milliseconds from any start. It must not go back. All reporters of one client must use the same one.':
    '时钟，从任意起点开始的毫秒数，不能倒退。同一客户端的所有 reporter 必须使用同一个时钟。',
  '() => performance.now(), which is not affected when the clock of the machine is set':
    '() => performance.now()，不受调整系统时钟的影响',
  'Waits for this many milliseconds, or until the signal aborts. It must not reject. All reporters of one client must use the same one.':
    '等待若干毫秒，或等到信号；不能拒绝。同一客户端的所有 reporter 必须使用同一个。',
  'a timer that does not keep the process alive': '不会阻止进程退出的定时器',
  'Returns a number from 0 to below 1, for the random part of the waits.':
    '大于等于 0 且小于 1 的数，用于等待时间的随机部分。',
  'Maximum number of events in a request.': '一个请求最多的事件数。',
  "the contract's limit, which it cannot exceed": '契约的限制，不能超过',
  'Maximum size of a request body in bytes.': '一个请求体最多的字节数。',
  'How long an event waits for others, in milliseconds. A full batch is sent immediately.':
    '事件等待其他事件的毫秒数；批次满时立即发送。',
  'Maximum number of events without an outcome, waiting or in flight.':
    '尚无结局（等待或发送中）的事件的最大数量。',
  'Maximum size of their JSON in bytes.': '这些事件的 JSON 的最大字节数。',
  '16777216 (16 MiB)': '16777216（16 MiB）',
  'What happens when the queue is full: the oldest waiting event is dropped, the new one is dropped, or the new one waits. In the last case `push()` resolves when the event is in the queue. At most `maxItems` events wait like that, because callers may not await `push()`. With a spool this applies to the spool, and `drop-oldest` is not possible.':
    '没有空位时如何处理：放弃最旧的等待中的事件，或放弃新事件，或让新事件等待（`push()` 在有空位时完成）。调用方不等待时，最多有 `maxItems` 个这样等待。使用 spool 时针对的是 spool，且不能用 `drop-oldest`。',
  'How long a batch is retried after its first request, in milliseconds. Then its events are dropped. A batch that waits because of `Retry-After` or a rate limit is tried once more before that.':
    '从第一个请求开始，一批最多尝试多少毫秒；之后放弃其中的事件。因 `Retry-After` 或频率限制而等待的批次，在放弃之前会再尝试一次。',
  'Wait after the first failure, in milliseconds. It doubles with each further failure. Half of it is random.':
    '第一次失败后等待的毫秒数，之后逐次加倍，其中一半随机。',
  'Maximum wait between two requests, in milliseconds, unless `Retry-After` asks for more.':
    '两个请求之间最长的等待毫秒数，除非响应的 `Retry-After` 要求更久。',
  'Share of the rate limit that this reporter uses: above 0, at most 1. The limit may apply to a whole account, so give each of three processes a third. All reporters of one client together also stay within the limit.':
    '此 reporter 使用厂商频率限制的多少：大于 0，最大为 1。限制可能按整个账号计数，因此三个共用账号的进程各用三分之一。同一客户端的所有 reporter 合计也不会超过限制。',
  'How long closing may take, in milliseconds. Events without an outcome by then are dropped with the cause `close-timeout`. With a spool they stay in it.':
    '最多用多少毫秒。届时还没有结局的事件以原因 `close-timeout` 放弃；使用 spool 时留在其中。',
  'What happens to events that are in no request. `drop` drops them: those that were in none yet with the cause `closed`, and those that wait for a retry with the cause `close-timeout`. With a spool they stay in it.':
    '不在任何请求中的事件如何处理。`drop` 放弃它们：还没有发送过的以原因 `closed`，等待重试的以原因 `close-timeout`。使用 spool 时，它们留在其中。',
  'Ends closing earlier: events that are not delivered by then are dropped. Only the signal of the first call counts.':
    '提前结束：到那时未送达的内容会放弃。只有第一次调用的信号有效。',
  'undefined (only the time ends it)': 'undefined（只由时间决定）',
  'URL of the endpoint, without a path.': '被测地址，不带接口的路径。',
  'Credentials of the endpoint: a complete configuration, whose lists may be empty.':
    '该地址的凭证：完整的配置，其中的列表可以为空。',
  "Whether the endpoint's clock is frozen at `now`.": '该地址的时钟是否冻结在 `now`。',
  "Whether to look for our admin API. Set it to false for a vendor's endpoint, which then receives only scenarios.":
    '是否查询本项目的管理 API。对厂商的地址请设为 false，它只会收到场景中的请求。',
  'Timeout for each response in milliseconds.': '等待每个响应的毫秒数。',
  'Opens a sandbox: new credentials for every API, with separate requests, limits, faults and a clock. `requests()` and `waitFor()` of the server include its requests. `reset()`, `fail()`, `clock` and `configure()` do not affect them.':
    '打开一个沙箱：每个 API 都有新的凭证，以及独立的请求记录、限制、故障和时钟。服务器的 `requests()` 和 `waitFor()` 包含沙箱的请求；`reset()`、`fail()`、`clock` 和 `configure()` 不影响它们。',
  'Clears requests, rate limits and faults, and restores the initial clock and configuration. Sandboxes are not affected.':
    '恢复到启动之后的状态（沙箱除外）：没有请求、频率计数和故障，时钟和配置也恢复原样。',
  'Token of the admin API, if it requires one.': '管理 API 的 token（如果它要求）。',
  'Whether to open a sandbox on a reference server, whose credentials replace those in `config`, so that the run does not affect other users. `close()` removes it.':
    '是否向参考服务器申请沙箱；之后使用沙箱的凭证代替 `config` 中的凭证，不影响其他人的操作。`close()` 会删除它。',
  'Maximum time for which `Retry-After` pauses all requests of the client, in milliseconds.':
    '`Retry-After` 让该客户端的所有请求暂停的最长毫秒数，无论它要求多久。',
  'How long to wait, in milliseconds. Events without an outcome by then stay pending.':
    '最多用多少毫秒。届时还没有结局的事件继续等待。',
  'as long as the rate limit requires for the remaining events, at least 30000 and at most 300000':
    '按厂商的频率限制发送剩余事件所需的时间，最少 30000，最多 300000',
  'How long closing may take, in milliseconds. Orchestrators often kill a process 10 seconds after SIGTERM.':
    '关闭最多用多少毫秒。编排系统通常在 SIGTERM 之后 10 秒强制结束进程。',
  'What happened: a string, or an object, which is written as JSON.':
    '事件内容：字符串，或写成 JSON 的对象。',
  "When it happened: a `Date`, milliseconds since 1970, or a string that is already in the contract's format.":
    '发生时间：`Date`、自 1970 年起的毫秒数，或已符合契约格式的字符串。',
  'undefined (the time of receipt)': 'undefined（收到的时间）',
  'The HTTP method as it is sent.': '发送时的 HTTP 方法。',
  'The URL, or its path and query exactly as they are sent. A value that starts with a slash is signed unchanged.':
    'URL，或与发送时完全一致的路径和查询参数。以斜杠开头的值原样签名。',
  'The bytes of the body as they are sent; empty if there is no body.':
    '发送的请求体字节；没有请求体时为空。',
  'The key that signs.': '用于签名的 AccessKey。',
  'Other headers that are sent. A `Content-Type` among them is signed unchanged. Other headers of the contract replace the values given here.':
    '一同发送的其他请求头。其中的 `Content-Type` 原样签名；契约规定的其他请求头会替换这里的值。',
  "the value among `headers`; otherwise the first IPv4 address of this machine that is not internal, or 'N/A'":
    "`headers` 中的值；否则为本机第一个非内部的 IPv4 地址，或 'N/A'",
  'The clock, in milliseconds since 1970.': '时钟，自 1970 年起的毫秒数。',
  'The absolute URL. Its host and its query are signed.': '完整的 URL，其主机和查询参数参与签名。',
  'The operation, unless `headers` name the action and the version.':
    '操作；`headers` 中已有 Action 和 Version 时无效。',
  'Other headers that are sent. `Content-Type` and every header that starts with `x-acs-` are signed. A `Host` among them is signed instead of the host in `url`. The date, the nonce, the digest and the token of the contract replace the values given here.':
    '一同发送的其他请求头。`Content-Type` 和所有以 `x-acs-` 开头的请求头都参与签名；其中的 `Host` 会代替 `url` 中的主机参与签名。契约规定的日期、随机数、摘要和令牌会替换这里的值。',
  'A string that no other request of the key has within 15 minutes.':
    '15 分钟内同一 AccessKey 的其他请求都没有用过的字符串。',
  'a random UUID': '随机的 UUID',
  'Names of headers, in any case, that are taken from `headers` unchanged, or left out if `headers` does not have them. For testing how a service responds to a wrong request.':
    '原样取自 `headers` 的请求头名称（不区分大小写），`headers` 中没有时不发送；用于测试服务如何响应错误的请求。',
  'Path and query as they are sent.': '发送时的路径和查询参数。',
  'The headers as they are sent, with names in any case. A `Content-MD5` among them is signed unchanged.':
    '发送的请求头，名称不区分大小写。其中的 `Content-MD5` 原样签名。',
  'The bytes of the body. An empty body gets no `Content-MD5`.': '请求体的字节；为空时没有 `Content-MD5`。',
  'What the data id is registered for.': '数据 ID 注册的类型。',
  'The clock, in milliseconds since 1970. A timestamp that is too far ahead of it is refused.':
    '时钟，自 1970 年起的毫秒数。超前太多的时间戳会被拒绝。',
  'Additional data that will be sent with the event.': '将随事件发送的附加数据。',
  'How long the client waits for a response, in milliseconds of real time. `0` means no limit.':
    '客户端等待响应的时间，按真实时间的毫秒数计；`0` 表示不限。',
  'Whether the client sends metrics or events.': '客户端发送指标还是事件。',
  'The API key. With one, a reporter also stays within its rate limit.':
    'API Key。提供后，reporter 也会遵守它的频率限制。',
  'A meter of `@opentelemetry/api`.': '`@opentelemetry/api` 的 meter。',
  'Attributes of all measurements, in addition to those of the semantic conventions.':
    '语义约定之外，所有测量都带有的属性。',
  'The clock of the durations, in milliseconds from any start. It must not go back.':
    '计时用的时钟，从任意起点开始的毫秒数，不能倒退。',
  '`context` of `@opentelemetry/api`.': '`@opentelemetry/api` 的 `context`。',
  '`suppressTracing` of `@opentelemetry/core`.': '`@opentelemetry/core` 的 `suppressTracing`。',
  'Sends the requests.': '发送请求的函数。',
};
