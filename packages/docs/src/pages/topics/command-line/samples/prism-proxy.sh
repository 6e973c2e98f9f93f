npx --prefix packages/mock prism proxy packages/contract/bundles/cloudmonitor/documented.en.json http://127.0.0.1:4030 --port 4022
