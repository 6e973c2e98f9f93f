npx pushspec verify --target http://127.0.0.1:4010 --api guance --reason status-invalid --html report.html
