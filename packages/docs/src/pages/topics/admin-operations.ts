/** Formats the operations and schemas of the admin API from its OpenAPI document. */
import type { JsonObject, Language } from '@pushspec/contract';
import { heading, literal, sections, table } from '../../tables/markdown.ts';
import {
  type AdminOperation,
  adminDocument,
  adminOperationList,
  descriptionOf,
  jsonSchemaOf,
  resolved,
  schemasWithTable,
} from './admin-document.ts';
import { adminExamples } from './admin-examples.ts';
import { schemaFields } from './admin-fields.ts';
import { translated } from './translated.ts';

interface AdminLabels {
  operation: string;
  purpose: string;
  parameter: string;
  field: string;
  type: string;
  meaning: string;
  required: string;
  body: string;
  response: string;
  status: string;
  schemas: string;
}

const LABELS: Record<Language, AdminLabels> = {
  en: {
    operation: 'Request',
    purpose: 'What it does',
    parameter: 'Parameter',
    field: 'Field',
    type: 'Type',
    meaning: 'Meaning',
    required: 'required',
    body: 'Request body',
    response: 'Response',
    status: 'Status',
    schemas: 'Objects',
  },
  zh: {
    operation: '请求',
    purpose: '作用',
    parameter: '参数',
    field: '字段',
    type: '类型',
    meaning: '含义',
    required: '必填',
    body: '请求体',
    response: '响应',
    status: '状态码',
    schemas: '对象',
  },
};

/** Returns the operations and schemas as Markdown. */
export function adminOperations(language: Language): string {
  const labels = LABELS[language];
  const operations = adminOperationList();
  return sections(
    table(
      [labels.operation, labels.purpose],
      operations.map(({ method, path, operationId, operation }) => [
        `[${literal(`${method} ${path}`)}](#${operationId})`,
        translated(String(operation.summary), language),
      ]),
    ),
    ...operations.flatMap((entry) => operationSection(entry, labels, language)),
    heading(2, labels.schemas),
    ...schemasWithTable.flatMap((name) => schemaSection(name, labels, language)),
  );
}

function operationSection(entry: AdminOperation, labels: AdminLabels, language: Language): string[] {
  const { method, path, operationId, operation } = entry;
  return [
    heading(3, `<span id="${operationId}"></span>${literal(`${method} ${path}`)}`),
    translated(String(operation.summary), language),
    translated(descriptionOf(operation), language),
    parameterTable(operation, labels, language),
    bodyTable(operation, labels, language),
    ...adminExamples(entry).map((example) => `\`\`\`sh\n${example}\n\`\`\``),
    responseTable(operation, labels, language),
  ];
}

function parameterTable(operation: JsonObject, labels: AdminLabels, language: Language): string {
  const parameters = (operation.parameters ?? []) as JsonObject[];
  if (parameters.length === 0) return '';
  const rows = parameters.map((parameter) => {
    const [field] = schemaFields({ properties: { value: parameter.schema ?? {} } });
    return [
      `${literal(String(parameter.name))} (${String(parameter.in)})`,
      field?.type ?? '',
      translated(descriptionOf(parameter), language),
    ];
  });
  return table([labels.parameter, labels.type, labels.meaning], rows);
}

function bodyTable(operation: JsonObject, labels: AdminLabels, language: Language): string {
  const schema = jsonSchemaOf(operation.requestBody);
  const rows = schema ? fieldRows(schema, labels, language) : [];
  return rows.length === 0
    ? ''
    : table([`${labels.body}: ${labels.field}`, labels.type, labels.meaning], rows);
}

function responseTable(operation: JsonObject, labels: AdminLabels, language: Language): string {
  const responses = Object.entries(operation.responses as JsonObject).sort(([a], [b]) => a.localeCompare(b));
  const rows = responses.map(([status, node]) => {
    const response = resolved(node);
    const schema = jsonSchemaOf(response);
    const fields = schema ? schemaFields(schema).map(({ name, type }) => `${literal(name)} ${type}`) : [];
    const shown = status.startsWith('2') ? fields.join(', ') : '';
    return [status, translated(descriptionOf(response), language), shown];
  });
  return table([labels.status, labels.meaning, labels.response], rows);
}

function schemaSection(name: string, labels: AdminLabels, language: Language): string[] {
  const schema = (adminDocument().components as { schemas: Record<string, JsonObject> }).schemas[name];
  if (!schema) throw new Error(`the admin API has no schema ${name}`);
  return [
    heading(3, `<span id="${name}"></span>${literal(name)}`),
    translated(descriptionOf(schema), language),
    table([labels.field, labels.type, labels.meaning], fieldRows(schema, labels, language)),
  ];
}

function fieldRows(schema: JsonObject, labels: AdminLabels, language: Language): string[][] {
  return schemaFields(schema).map(({ name, type, isRequired, description }) => [
    `${literal(name)}${isRequired ? ` <span class="required">${labels.required}</span>` : ''}`,
    type,
    translated(description, language),
  ]);
}

/** Returns the English strings that the page shows, in the order of the page. */
export function adminDocumentStrings(): string[] {
  const { schemas } = adminDocument().components as { schemas: Record<string, JsonObject> };
  return [
    ...adminOperationList().flatMap(({ operation }) => operationStrings(operation)),
    ...schemasWithTable.flatMap((name) => schemaStrings(schemas[name] ?? {})),
  ];
}

function operationStrings(operation: JsonObject): string[] {
  const parameters = ((operation.parameters ?? []) as JsonObject[]).map(descriptionOf);
  const responses = Object.values(operation.responses as JsonObject).map((each) =>
    descriptionOf(resolved(each)),
  );
  const body = jsonSchemaOf(operation.requestBody);
  const fields = body ? schemaFields(body).map(({ description }) => description) : [];
  return [String(operation.summary), descriptionOf(operation), ...parameters, ...fields, ...responses];
}

function schemaStrings(schema: JsonObject): string[] {
  return [descriptionOf(schema), ...schemaFields(schema).map(({ description }) => description)];
}
