npx pushspec serve &
until curl -s -o /dev/null http://127.0.0.1:4010/__admin/health; do sleep 0.1; done
# run your tests here
kill $!
