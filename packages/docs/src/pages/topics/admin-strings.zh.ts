/** Chinese translations of the strings in the admin API document, by English string. */
export const adminStrings: Readonly<Record<string, string>> = {
  'Get health, version and profile of the server': '服务器的状态、版本和 profile',
  'The server is up.': '服务器正在运行。',
  'The request to the admin API breaks a rule of this document.': '发给管理 API 的请求违反了本文档的规则。',
  'The body is not `application/json`, or a required body is missing.':
    '请求体不是 `application/json`，或者缺少必需的请求体。',
  'The token is missing or wrong.': '缺少 token，或 token 错误。',
  'The request comes from another site, or its `Host` is not a name of this machine.':
    '请求来自其他站点，或使用了其他主机名。',
  'List requests and their verdicts, newest first': '请求及其判定结果，最新的在前',
  'Returns only requests to this API.': '只返回对该 API 的请求。',
  'Returns only requests with this outcome.': '只返回该结果的请求。',
  'Returns only requests with this code among their reasons or warnings. The code must be in one of the contracts.':
    '只返回原因或警告中有该代码的请求。该代码必须在某个契约中。',
  'Returns only requests whose target, body or response contains this string, as shown by this API. Letter case does not matter.':
    '只返回目标、请求体或响应（以本 API 显示的为准）中包含该文本的请求，不区分大小写。',
  'Returns only requests that arrived before the request with this id, as in `next`. The server must still keep that request.':
    '只返回早于该 ID 的请求，即下一页。服务器必须仍保存着该 ID 的请求。',
  'Maximum number of requests in the response.': '响应中的请求数。',
  'The requests.': '请求列表。',
  'Get a request with its verdict and response, with credentials masked':
    '一个请求及其字节、判定结果和响应；凭证会被遮盖',
  'Id of the request, from its verdict or the response header `x-pushspec-request-id`.':
    '判定结果和响应头 `x-pushspec-request-id` 中的 ID。',
  'The request.': '该请求。',
  'Replay a request': '重放请求',
  "Sends the same bytes as a new request. A CloudMonitor request is signed again at the time of the server's clock, with the key that signed the original, if the configuration still has that key.":
    '同样的字节作为新的请求到达。如果配置中有原来签名所用的 AccessKey，云监控的请求会按服务器的时钟重新签名。',
  'The id of the request to replay.': '要重放的请求的 ID。',
  'The response and the verdict, with secrets masked. The verdict is null if the mock responded.':
    '响应和判定结果，已遮盖凭证。Mock 不保存判定结果。',
  'Only the beginning of its body was kept.': '只保存了请求体的开头。',
  'The request got no complete response.': '请求没有得到完整的响应。',
  'Get the string to sign and the diagnosis of a signature': '待签名字符串，以及签名的错误',
  'Only CloudMonitor requests are signed. Uses the keys of the current configuration. The response contains no secrets.':
    '只有云监控的请求需要签名。AccessKey 取自当前配置，不显示密钥。',
  'The id of the request.': '请求的 ID。',
  'The diagnosis.': '检查结果。',
  'Requests to this API are not signed.': '对该 API 的请求不需要签名。',
  'Send a request to an API, signed by the server': '由服务器签名，向某个 API 发送请求',
  'Omitted properties get the values of a correct request with the credential. The server signs CloudMonitor requests.':
    '没有写的内容与使用该凭证的正确请求相同。云监控的请求由服务器签名。',
  'The server that receives the request. Defaults to this one.': '默认为服务器本身。',
  'A name from `GET /__admin/credentials`. Defaults to the first credential of the API.':
    '`GET /__admin/credentials` 中的名称；默认为该 API 的第一个。',
  'Path and query. The path must belong to the API.': '路径和查询参数，必须属于该 API。',
  'Headers to add to the default ones. They replace those of the same name.':
    '加到通常的请求头中，或替换它们。',
  'The body as a string. Takes precedence over `json`.': '字符串形式的请求体，优先于 `json`。',
  'The body as JSON. For BlueKing, `data_id` and `access_token` are added if they are missing.':
    'JSON 形式的请求体。蓝鲸的请求体没有 `data_id` 和 `access_token` 时会补上。',
  'Stream verdicts as they are recorded': '实时得到新的判定结果',
  'Sends server-sent events named `verdict`, with a Verdict as data. A reader that is too slow is disconnected. When it reconnects with `Last-Event-ID`, it gets the verdicts that it missed, at most the newest 1000.':
    '名为 `verdict` 的 server-sent events，数据为 Verdict。读取过慢会断开；用 `Last-Event-ID` 重新连接后，会得到错过的内容，最多为最新的 1000 个。',
  'Streams only verdicts on requests to this API.': '只返回对该 API 的请求的判定结果。',
  'Id of the last verdict that the reader received.': '最后读到的判定结果的 ID。',
  'The stream.': '事件流。',
  'Too many readers are connected.': '读取者过多。',
  'Reset: clear all requests, rate limit counts and faults, and restore clock and configuration':
    '重置：清空请求、频率计数和故障，恢复时钟和配置',
  'The initial state is restored.': '一切与启动之后相同。',
  'List the faults that are still set': '尚未用完的故障',
  'The faults. `times` is the number of requests left.': '故障列表；`times` 是剩余次数。',
  'Make requests to an API fail': '让对某个 API 的请求失败',
  'Number of requests that it affects. Defaults to 1, or to no limit if `every` is given.':
    '影响的请求数；默认为 1，写了 `every` 时没有上限。',
  'Affects only every k-th request to the API.': '只影响该 API 的每第 k 个请求。',
  'Code of a reason that a response can state, or `masked-failure`.':
    '响应可以体现的原因码，或 `masked-failure`。',
  'Milliseconds before the response.': '响应之前的毫秒数。',
  'Maximum of a random delay in milliseconds that is added.': '最多再加这么多毫秒。',
  'Done.': '已完成。',
  'Clear all faults': '清除全部故障',
  'Clears only the faults of this API.': '只清除该 API 的故障。',
  "Get the server's clock": '服务器的时钟',
  'The time of the clock.': '时钟的时间。',
  'Freeze, move or resume the clock': '冻结、移动或恢复时钟',
  'Rate limits, the Date check and verdicts use this clock. Changes are applied in the order resume, freeze, advance. A change that would leave the years 1970 to 9999 is rejected as a whole.':
    '频率限制、Date 检查和判定结果都以它为准。按恢复、冻结、移动的顺序全部执行，或都不执行：时间在 1970 年到 9999 年之间。',
  "Sets the clock back to the machine's clock and lets it run.": '让它重新随机器的时钟运行。',
  'Use `true` to freeze the clock at its current time, or a time such as `2026-11-21T08:30:00.000Z` to freeze it there.':
    '`true` 冻结在当前时间；写 `2026-11-21T08:30:00.000Z` 这样的时间则冻结在该时间。',
  'Advances the clock by this many milliseconds. A negative number sets it back.': '向前或向后移动若干毫秒。',
  'List the current credentials, masked': '当前的凭证，已遮盖',
  'The credentials.': '凭证列表。',
  'List the current limits': '当前的限制',
  'The limits of each operation.': '各操作的限制。',
  'operationId.': 'operationId。',
  'operationId. Defaults to the first operation of the API.': 'operationId；默认为该 API 的第一个操作。',
  'Change limits, credentials and settings of an API until the next reset':
    '修改某个 API 的限制、凭证和设置，直到下一次重置',
  "The body is the API's part of a configuration file. Omitted properties stay unchanged. Rate limit counts are cleared.":
    '请求体是配置文件中该 API 的部分；没有写的字段保持不变。频率计数会清空。',
  'The API whose settings change.': '要修改哪个 API 的设置。',
  'The current limits of the API, and of those that share its part of the configuration.':
    '该 API 以及与它共用同一部分配置的 API 的当前限制。',
  "List Guance's open faults, newest first": '观测云未恢复（没有状态为 `ok` 的事件）的故障，最近的在前',
  'Events of one monitor with the same `dimension_tags` share an event reference. A fault is open until an event with its reference is `ok`. The vendor does not publish how it computes the reference, so this one is assumed. That `info` neither opens nor closes a fault is assumed too.':
    '同一监控器中 `dimension_tags` 相同的事件有同一个事件引用。在该引用出现状态为 `ok` 的事件之前，故障一直未恢复。厂商没有公布引用的哈希方法；这里 `info` 既不产生也不恢复故障。两者都是假定的。',
  'Maximum number of faults in the response.': '响应中的故障数。',
  'The open faults.': '未恢复的故障。',
  'Get this document': '本文档',
  'An OpenAPI 3.1 document.': 'OpenAPI 3.1 文档。',
  'Number of items, if only the first ones are shown.': '只显示前几条时，数据的总条数。',
  'Says what is missing and why: it is too large for a list, or reading it failed. Absent if everything is shown.':
    '缺少内容时，说明缺少什么以及原因：内容过大，不适合列表，或读取失败。',
  'A reason or a warning.': '原因或警告。',
  'JSON pointer into the request body.': '请求体中的 JSON pointer。',
  'JSON pointer into the contract.': '契约中的 JSON pointer。',
  'Number in the NOTES.md of the API.': '该 API 的 NOTES.md 中的编号。',
  'Path of the page on this server that explains the reason.': '站点上说明该原因的页面，为此服务器上的路径。',
  'The outcome of one event or data point.': '一个事件或数据点的结果。',
  'The changes, each with its reason.': '改动了什么，以及原因。',
  "The result on the vendor's side: the data point or event that BlueKing forwards, the event that CloudMonitor keeps, or the event that Guance generates. Absent if there is none.":
    '厂商一侧得到的内容：蓝鲸转发的数据点或事件、云监控保存的事件，或观测云生成的事件。没有时省略。',
  'Null if there is no limit.': '没有时为 null。',
  '0 if the check is off, null if the API has no such check.': '检查关闭时为 0，没有这项检查时为 null。',
  'A credential. Its `name` is the value for `credential` in `try`. Its secrets are masked.':
    '凭证，名称用于 `try`；其中的密钥会被遮盖。',
  'Whether the secret of the key is known.': '是否知道该 AccessKey 的密钥。',
  'Mistakes that explain the wrong signature. Empty if none is known.':
    '能解释错误的原因；没有已知的原因时为空。',
  'The digest of the body. Absent if the signing scheme has none.': 'Body 的摘要。签名方式没有摘要时省略。',
  'The expected string to sign. Absent if the key is unknown.': '没有已知的 AccessKey 时省略。',
  'The request as it must be hashed for the string to sign. Absent if the signing scheme has no such string.':
    '计算待签名字符串中的哈希所用的规范化请求。签名方式没有规范化请求时省略。',
  'The string that the caller signed, taken from the request or reproduced from a cause. Absent if it is unknown or correct.':
    '调用方实际签名的字符串：由请求携带，或由某个原因推算得出。未知或正确时省略。',
  'Summary of the request for lists, with credentials masked. Absent if the record cannot be shown.':
    '列表中显示的请求摘要，在记录时生成，凭证会被遮盖。记录无法显示时省略。',
  'The first difference between the expected string to sign and the one in the request.':
    '请求中附带的待签名字符串不同的位置。',
  'A fault that no event has closed.': '没有事件恢复的故障。',
  '`df_monitor_checker_event_ref`, computed from monitor and tags.':
    '`df_monitor_checker_event_ref`，由监控器和标签决定。',
  '`df_event_id` of the event that opened it.': '产生故障的事件的 `df_event_id`。',
  'Seconds since 1970.': '自 1970 年起的秒数。',
  'Id of the latest request for this fault.': '与它有关的最近一个请求。',
  'The latest event. Null if the store has removed its request, or if the event is too large for a list.':
    '最近的事件；存储已删除该请求，或内容过大不适合列表时为 null。',
  'Create a sandbox with fresh credentials for every API': '新建沙箱，并为每个 API 生成新的凭证',
  'A label, such as the name of a test run.': '供人识别，例如一次测试运行的名称。',
  'Give the credentials in `config` to the program under test, and send to the usual paths. A request belongs to the sandbox of the first credential in it, valid or not: a token or data id in the body, the id of an access key in `Authorization`, the secret in the path, or an API key in a header. A request without credentials of a sandbox belongs to none, unless the header `X-Pushspec-Sandbox` contains the id of one. Send that header to test unknown credentials. Each sandbox is a separate account and workspace for rate limits, and has its own clock. Its other settings are those that the server started with. It is removed with its records by `DELETE /__admin/sandboxes/{id}`, when it expires, or when the server closes.':
    '把 `config` 中的凭证交给被测程序，仍向通常的路径发送请求。请求属于它指明的第一个凭证所在的沙箱，无论凭证是否正确：请求体中的 token 或数据 ID、`Authorization` 中的 AccessKey ID、路径中的 secret、请求头中的 API Key。没有指明任何凭证的请求不属于任何沙箱，除非带有请求头 `X-Pushspec-Sandbox` 及沙箱 ID，测试未知凭证的程序可以使用它。每个沙箱在频率限制上是独立的账号和工作空间，时钟也独立于服务器；其他设置与服务器启动时相同。调用 `DELETE /__admin/sandboxes/{id}`、到期或服务器关闭时，沙箱连同其记录一起删除。',
  'Id of a sandbox, or an empty string for requests outside of sandboxes.':
    '沙箱 ID：只返回属于该沙箱的请求；为空时只返回不属于任何沙箱的请求。',
  'Id of the sandbox that the request belongs to. Absent if there is none.':
    '请求所属沙箱的 ID；不属于任何沙箱时省略。',
  'List the open sandboxes, oldest first': '列出当前的沙箱，最早的在前',
  'No request or no sandbox has this id.': '没有这个 ID 的请求或沙箱。',
  'No sandbox has this id, or no request has the id in `before`.':
    '没有这个 ID 的沙箱，或者没有 ID 为 `before` 的请求。',
  'No sandbox has this id, or it has expired. `POST /__admin/sandboxes` creates one.':
    '没有这个 ID 的沙箱，或它已到期。`POST /__admin/sandboxes` 可以新建沙箱。',
  'Remove a sandbox with its records': '删除沙箱及其记录',
  'Seconds after which the sandbox is removed with its records.': '多少秒之后删除沙箱及其记录。',
  'The id of the sandbox.': '沙箱的 ID。',
  'The response contains no secrets. `GET /__admin/credentials?sandbox=<id>` lists the masked credentials of a sandbox.':
    '响应中没有密钥。`GET /__admin/credentials?sandbox=<id>` 列出沙箱的凭证（已脱敏）。',
  'The sandbox with its secrets. No other response contains them.':
    '沙箱及其密钥；其他响应都不会显示这些密钥。',
  'The sandboxes.': '沙箱列表。',
  'Too many sandboxes are open. Delete one, or wait until one expires.':
    '沙箱过多。请删除一个，或等待其中一个到期。',
  'With `?sandbox=<id>`, resets only that sandbox. Without it, sandboxes are not affected.':
    '带有 `?sandbox=<id>` 时只影响该沙箱；不带时不影响任何沙箱。',
  "`contract` (default), `off`, or a list of limits with the properties of the contract's.":
    '`contract`（默认）、`off`，或一组限制，其字段与契约中的相同。',
};
