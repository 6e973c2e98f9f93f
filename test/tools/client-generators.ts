/** Lists generators of clients in other languages, and the program that a user would write with each client. */
import { delimiter, join } from 'node:path';
import { type Call, camel, pascal, snake } from './call.ts';
import type { Scratch } from './scratch.ts';

export interface ClientGenerator {
  tool: string;
  folder: 'java' | 'go' | 'python';
  /** Other folder of `packages/` that the program needs. */
  needs?: 'python' | 'go' | 'typescript';
  /** Generates and compiles the client, and writes the program. */
  build(scratch: Scratch, bundle: string, call: Call): Promise<unknown>;
  /** Sends each body of `bodies.json` to `PUSH_URL`, and prints the `code` of each response, one per line. */
  command(scratch: Scratch): readonly string[];
}

const list = (values: readonly string[]) => values.map((value) => JSON.stringify(value)).join(', ');

function openapiGenerator({ run, installed }: Scratch, bundle: string, ...args: string[]): Promise<unknown> {
  const jar = join(installed, 'lib/openapi-generator-cli-7.25.0.jar');
  return run(['java', '-jar', jar, 'generate', '-i', bundle, ...args]);
}

const pythonOpenapiGenerator = (call: Call) => `import json
import os
import openapi_client

url = os.environ['PUSH_URL']
with openapi_client.ApiClient(openapi_client.Configuration(host=url)) as client:
    api = openapi_client.${pascal(call.tag)}Api(client)
    for body in json.load(open('bodies.json', encoding='utf-8')):
        value = ${
          call.isList
            ? `[openapi_client.${call.component}.from_dict(item) for item in body]`
            : `openapi_client.${call.component}.from_dict(body)`
        }
        response = api.${snake(call.operationId)}(${list([...call.pathArguments, ...call.headers])}${
          call.pathArguments.length + call.headers.length > 0 ? ', ' : ''
        }value)
        print(response.to_dict()['code'])
`;

const javaOpenapiGenerator = (call: Call) => `import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.File;
import java.util.List;
import org.openapitools.client.ApiClient;
import org.openapitools.client.api.${pascal(call.tag)}Api;
import org.openapitools.client.model.${call.component};

public class Program {
    public static void main(String[] args) throws Exception {
        ApiClient client = new ApiClient();
        client.updateBaseUri(System.getenv("PUSH_URL"));
        ObjectMapper mapper = client.getObjectMapper();
        ${pascal(call.tag)}Api api = new ${pascal(call.tag)}Api(client);
        for (JsonNode body : mapper.readTree(new File("bodies.json"))) {
            ${
              call.isList
                ? `List<${call.component}> value = List.of(mapper.treeToValue(body, ${call.component}[].class));`
                : `${call.component} value = mapper.treeToValue(body, ${call.component}.class);`
            }
            Object response = api.${call.operationId}(${[
              list([...call.pathArguments, ...call.headers]),
              'value',
              ...call.optionalHeaders.map(() => 'null'),
            ]
              .filter(Boolean)
              .join(', ')});
            System.out.println(mapper.readTree(mapper.writeValueAsString(response)).get("code").asText());
        }
    }
}
`;

const goProgram = (call: Call, setUp: string, send: string) => `package main

import (
	"context"
	"encoding/json"
	"fmt"
	"log"
	"os"

	"program/openapi"
)

func check(err error) {
	if err != nil {
		log.Fatal(err)
	}
}

func main() {
	content, err := os.ReadFile("bodies.json")
	check(err)
	var bodies []${call.isList ? '[]' : ''}openapi.${call.component}
	check(json.Unmarshal(content, &bodies))
${setUp}
	for _, body := range bodies {
${send}
		check(err)
		text, err := json.Marshal(response)
		check(err)
		var read struct{ Code any }
		check(json.Unmarshal(text, &read))
		fmt.Println(read.Code)
	}
}
`;

function goOpenapiGenerator(call: Call): string {
  const headers = call.headers.map((name) => `.${pascal(name)}(${JSON.stringify(name)})`).join('');
  const values = call.pathArguments.map((value) => `, ${JSON.stringify(value)}`).join('');
  return goProgram(
    call,
    `	configuration := openapi.NewConfiguration()
	configuration.Servers = openapi.ServerConfigurations{{URL: os.Getenv("PUSH_URL")}}
	client := openapi.NewAPIClient(configuration)`,
    `		response, _, err := client.${pascal(call.tag)}API.${pascal(call.operationId)}(context.Background()${values})${headers}.${call.component}(body).Execute()`,
  );
}

function oapiCodegen(call: Call): string {
  const values = call.pathArguments.map((value) => `, ${JSON.stringify(value)}`).join('');
  const hasHeaders = call.headers.length + call.optionalHeaders.length > 0;
  const params = hasHeaders ? ', &headers' : '';
  const headers = JSON.stringify(Object.fromEntries(call.headers.map((name) => [name, name])));
  return goProgram(
    call,
    `	client, err := openapi.NewClientWithResponses(os.Getenv("PUSH_URL"))
	check(err)${
    hasHeaders
      ? `
	var headers openapi.${pascal(call.operationId)}Params
	check(json.Unmarshal([]byte(\`${headers}\`), &headers))`
      : ''
  }`,
    `		result, err := client.${pascal(call.operationId)}WithResponse(context.Background()${values}${params}, body)
		check(err)
		if result.JSON200 == nil {
			log.Fatalf("status %s", result.Status())
		}
		response := result.JSON200`,
  );
}

const openapiPythonClient = (call: Call) => `import enum
import json
import os
import typing
from client import Client
from client.api.${call.tag} import ${snake(call.operationId)} as operation

hints = typing.get_type_hints(operation.sync_detailed)
types = typing.get_args(hints['body']) or [hints['body']]

def read(value):
    # The first type that has all required properties.
    for type in types:
        try:
            return type.from_dict(value)
        except KeyError as error:
            missing = error
    raise missing

def header(name):
    hint = hints[name]
    return list(hint)[0] if isinstance(hint, enum.EnumType) else '1'

headers = {name: header(name) for name in [${list(call.headers.map(snake))}]}
client = Client(base_url=os.environ['PUSH_URL'])
for body in json.load(open('bodies.json', encoding='utf-8')):
    value = ${call.isList ? '[read(item) for item in body]' : 'read(body)'}
    response = operation.sync_detailed(${list(call.pathArguments)}${call.pathArguments.length > 0 ? ', ' : ''}client=client, body=value, **headers)
    print(response.parsed.to_dict()['code'])
`;

/** The options of the page "Send events". Without them, it renames fields and drops those of the second type of `anyOf`. */
const FETCH = ['-g', 'typescript-fetch', '--additional-properties'].concat(
  'modelPropertyNaming=original,withoutRuntimeChecks=true',
);

const fetchClient = (call: Call) => `import { readFileSync } from 'node:fs';
import { Configuration, ${pascal(call.tag)}Api } from './generated/index';

const api = new ${pascal(call.tag)}Api(new Configuration({ basePath: process.env.PUSH_URL }));
const values = ${JSON.stringify(
  Object.fromEntries([
    ...call.pathNames.map((name, index) => [name, call.pathArguments[index]]),
    ...call.headers.map((name) => [camel(name), name]),
  ]),
)};
for (const ${camel(call.component)} of JSON.parse(readFileSync('bodies.json', 'utf8'))) {
  const response = await api.${camel(call.operationId)}({ ...values, ${camel(call.component)} } as never);
  console.log(response.code);
}
`;

/** Without the last option, an absent object is sent as an empty one. */
const JAVA = ['-g', 'java', '--library', 'native', '--additional-properties', 'containerDefaultToNull=true'];

const PYTHON = (): readonly string[] => ['python3', 'program.py'];

export const clientGenerators: readonly ClientGenerator[] = [
  {
    tool: 'openapi-generator for Python',
    folder: 'java',
    needs: 'python',
    async build(scratch, bundle, call) {
      await openapiGenerator(scratch, bundle, '-g', 'python', '-o', 'generated');
      scratch.write('program.py', pythonOpenapiGenerator(call));
    },
    command: PYTHON,
  },
  {
    tool: 'openapi-generator for Java',
    folder: 'java',
    async build(scratch, bundle, call) {
      await openapiGenerator(scratch, bundle, ...JAVA, '-o', 'generated');
      scratch.write('Program.java', javaOpenapiGenerator(call));
      await scratch.run(['sh', '-c', "find generated/src/main -name '*.java' > sources"]);
      await scratch.run(
        [
          'javac',
          '-nowarn',
          '-proc:none',
          '-encoding',
          'UTF-8',
          '-cp',
          join(scratch.installed, 'lib/*'),
        ].concat(['-d', 'classes', '@sources', 'Program.java']),
      );
    },
    command: ({ installed }) => ['java', '-cp', `classes${delimiter}${join(installed, 'lib/*')}`, 'Program'],
  },
  {
    tool: 'openapi-generator for Go',
    folder: 'java',
    needs: 'go',
    async build(scratch, bundle, call) {
      await openapiGenerator(scratch, bundle, '-g', 'go', '-o', 'openapi');
      await scratch.run(['rm', '-r', 'openapi/go.mod', 'openapi/go.sum', 'openapi/test']);
      scratch.write('main.go', goOpenapiGenerator(call));
      await scratch.run(['go', 'build', '-o', 'program', '.']);
    },
    command: () => ['./program'],
  },
  {
    tool: 'openapi-generator for fetch',
    folder: 'java',
    needs: 'typescript',
    async build(scratch, bundle, call) {
      await openapiGenerator(scratch, bundle, ...FETCH, '-o', 'generated');
      scratch.write('program.ts', fetchClient(call));
      await scratch.npx(
        'esbuild',
        ...['program.ts', '--bundle', '--platform=node', '--format=esm', '--outfile=program.mjs'],
      );
    },
    command: () => [process.execPath, 'program.mjs'],
  },
  {
    tool: 'oapi-codegen',
    folder: 'go',
    async build(scratch, bundle, call) {
      scratch.write('openapi/.keep', '');
      const generate = [join(scratch.installed, 'bin/oapi-codegen'), '-generate', 'types,client'];
      await scratch.run([...generate, '-package', 'openapi', '-o', 'openapi/openapi.go', bundle]);
      scratch.write('main.go', oapiCodegen(call));
      await scratch.run(['go', 'build', '-o', 'program', '.']);
    },
    command: () => ['./program'],
  },
  {
    tool: 'openapi-python-client',
    folder: 'python',
    async build(scratch, bundle, call) {
      scratch.write('configuration.yaml', 'post_hooks: []\n');
      const program = 'from openapi_python_client.cli import app; app()';
      await scratch.run(
        ['python3', '-c', program, 'generate', '--path', bundle, '--meta', 'none'].concat([
          '--config',
          'configuration.yaml',
          '--output-path',
          'client',
        ]),
      );
      scratch.write('program.py', openapiPythonClient(call));
    },
    command: PYTHON,
  },
];
