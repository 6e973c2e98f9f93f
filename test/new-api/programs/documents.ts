/** Prints, as JSON, what the generated documents contain about the toy. The site need not be built. */
import { loadBundle, operationsOf } from '@pushspec/contract';
import { machineFiles } from '../packages/docs/src/machine/machine-files.ts';
import { samplesOf } from '../packages/docs/src/samples/samples.ts';

const bundle = loadBundle('toy', 'documented');
const files = machineFiles();
const about = (path: string, text: string) => (files.get(path) ?? '').includes(text);
console.log(
  JSON.stringify({
    index: about('llms.txt', 'Toy events'),
    english: about('llms-full.txt', 'reportToy') || about('llms-full.txt', 'Report one toy'),
    chinese: about('llms-full.zh.txt', '玩具'),
    postman: JSON.parse(files.get('collections/toy.postman_collection.json') ?? '{}').item?.length > 0,
    bruno: [...files.keys()].filter((path) => path.startsWith('collections/bruno/toy/')).length > 2,
    bundles: [...files.keys()].filter((path) => path.startsWith('bundles/toy/')).length,
    samples: operationsOf(bundle).map((entry) =>
      samplesOf({ api: 'toy', bundle, language: 'en' }, entry).map(({ language }) => language),
    ),
  }),
);
