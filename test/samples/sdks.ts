/** Installs the vendors' SDKs that samples call, from the ordinary registries into a cache outside the repository. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { homedir, tmpdir } from 'node:os';
import { join } from 'node:path';
import { apiNames } from '@pushspec/contract';
import { type SdkLanguage, sdkPackages } from '@pushspec/docs/samples';

/** An installation of SDKs, or the reason why there is none. */
export type SdkInstallation = { folder: string } | { missing: string };

const INSTALL_MS = 240_000;

interface Installer {
  install(folder: string, packages: readonly string[]): void;
  /** Prepares the folder of a sample, and returns the command that runs it. */
  use(folder: string, sample: string): readonly string[];
}

function run(program: string, args: readonly string[], cwd: string): void {
  execFileSync(program, args, { cwd, timeout: INSTALL_MS, stdio: ['ignore', 'ignore', 'pipe'] });
}

const dependency = (coordinates: string) => {
  const [group, artifact, version] = coordinates.split(':');
  return `<dependency><groupId>${group}</groupId><artifactId>${artifact}</artifactId><version>${version}</version></dependency>`;
};

const INSTALLERS: Readonly<Record<SdkLanguage, Installer>> = {
  typescript: {
    install(folder, packages) {
      writeFileSync(join(folder, 'package.json'), '{"private":true}');
      run('npm', ['install', '--no-audit', '--no-fund', '--ignore-scripts', ...packages], folder);
    },
    use(folder, sample) {
      symlinkSync(join(folder, 'node_modules'), join(sample, 'node_modules'), 'junction');
      return [process.execPath, 'sample.ts'];
    },
  },
  python: {
    install(folder, packages) {
      run('python3', ['-m', 'venv', 'venv'], folder);
      run(join(folder, 'venv/bin/pip'), ['install', '--quiet', ...packages], folder);
    },
    use: (folder) => [join(folder, 'venv/bin/python'), 'sample.py'],
  },
  java: {
    install(folder, packages) {
      const dependencies = packages.map(dependency).join('');
      writeFileSync(
        join(folder, 'pom.xml'),
        `<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion><groupId>samples</groupId><artifactId>samples</artifactId><version>1</version><dependencies>${dependencies}</dependencies></project>`,
      );
      run('mvn', ['-q', '-B', 'dependency:copy-dependencies', '-DoutputDirectory=lib'], folder);
    },
    use: (folder) => ['java', '-XX:TieredStopAtLevel=1', '-cp', join(folder, 'lib/*'), 'Sample.java'],
  },
  go: {
    install(folder, packages) {
      run('go', ['mod', 'init', 'samples'], folder);
      for (const name of packages) run('go', ['get', name], folder);
    },
    use(folder, sample) {
      for (const name of ['go.mod', 'go.sum']) cpSync(join(folder, name), join(sample, name));
      return ['go', 'run', 'sample.go'];
    },
  },
};

const installations = new Map<SdkLanguage, SdkInstallation>();

/** Installs the SDKs of a language once. An installation in the cache is used again. */
export function sdksOf(language: SdkLanguage): SdkInstallation {
  const known = installations.get(language) ?? installed(language);
  installations.set(language, known);
  return known;
}

function installed(language: SdkLanguage): SdkInstallation {
  const packages = [...new Set(apiNames.flatMap((api) => sdkPackages(api, language)))];
  // Go keeps the packages below the home folder.
  const id = createHash('sha256')
    .update([...packages, homedir()].join())
    .digest('hex')
    .slice(0, 12);
  const folder = join(tmpdir(), `pushspec-sdks-${language}-${id}`);
  const done = join(folder, 'installed');
  if (existsSync(done)) return { folder };
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder);
  try {
    INSTALLERS[language].install(folder, packages);
    writeFileSync(done, '');
    return { folder };
  } catch (error) {
    const [reason = ''] = String((error as { stderr?: Buffer }).stderr || error).split('\n');
    return { missing: `${packages.join(', ')} could not be installed: ${reason}` };
  }
}

/** Prepares the folder of a sample that calls an SDK, and returns the command that runs it. */
export function commandWithSdk(language: SdkLanguage, sample: string): readonly string[] {
  const installation = sdksOf(language);
  if ('missing' in installation) throw new Error(installation.missing);
  return INSTALLERS[language].use(installation.folder, sample);
}
