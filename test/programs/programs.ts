/**
 * All programs, in the order of the page "Verified with". To add one, add a folder with its source, the file that pins its
 * packages and `definition.ts`, list it here, and run `npm run test:programs -- --record`.
 */
import type { ApiName } from '@pushspec/contract';
import { alibabaCloudSdkGo } from './alibaba-cloud-sdk-go/definition.ts';
import { cms20180308Python } from './alibabacloud-cms20180308-python/definition.ts';
import { cms20190101Python, cms20190101PythonV1 } from './alibabacloud-cms20190101-python/definition.ts';
import { cms20180308Node } from './alicloud-cms20180308-node/definition.ts';
import { cms20190101Node } from './alicloud-cms20190101-node/definition.ts';
import { popCorePutCustomEvent, popCorePutEvent } from './alicloud-pop-core/definition.ts';
import { aliyunCms, cloudmonitorExample } from './aliyun-cms/definition.ts';
import { aliyunJavaSdk } from './aliyun-java-sdk-cms/definition.ts';
import { aliyunPythonSdk } from './aliyun-python-sdk-cms/definition.ts';
import { aliyuncli } from './aliyuncli/definition.ts';
import type { ApiTraffic } from './apis/api-traffic.ts';
import { blueking } from './apis/blueking.ts';
import { cloudmonitor } from './apis/cloudmonitor.ts';
import { cloudmonitorRpc } from './apis/cloudmonitor-rpc.ts';
import { guance } from './apis/guance.ts';
import { bkMonitorReport, bkMonitorReportEvents } from './bk-monitor-report/definition.ts';
import { bkMonitorReportCelery } from './bk-monitor-report-celery/definition.ts';
import { bluekingExample } from './blueking-example/definition.ts';
import { cms20190101Java } from './cms20190101-java/definition.ts';
import { curlBlueking, curlGuance } from './curl/definition.ts';
import { darabonbaOpenapiGo } from './darabonba-openapi-go/definition.ts';
import { httpieBlueking, httpieGuance } from './httpie/definition.ts';
import type { Program } from './program.ts';

export const programs: readonly Program[] = [
  bkMonitorReport,
  bkMonitorReportEvents,
  bkMonitorReportCelery,
  bluekingExample,
  httpieBlueking,
  curlBlueking,
  aliyunCms,
  cloudmonitorExample,
  cms20190101Python,
  cms20190101PythonV1,
  aliyunPythonSdk,
  cms20190101Node,
  popCorePutCustomEvent,
  cms20190101Java,
  aliyunJavaSdk,
  alibabaCloudSdkGo,
  darabonbaOpenapiGo,
  cms20180308Python,
  cms20180308Node,
  popCorePutEvent,
  aliyuncli,
  httpieGuance,
  curlGuance,
];

export const traffic: Readonly<Partial<Record<ApiName, ApiTraffic>>> = {
  blueking,
  cloudmonitor,
  'cloudmonitor-rpc': cloudmonitorRpc,
  guance,
};
