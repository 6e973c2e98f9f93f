npx --prefix packages/mock prism mock packages/contract/bundles/guance/documented.en.json --port 4021
