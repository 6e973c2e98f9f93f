import { compileErrors, validate } from '@readme/openapi-parser';

const result = await validate(process.argv[2]);
if (!result.valid || result.warnings.length > 0) {
  console.error(compileErrors(result));
  process.exitCode = 1;
}
