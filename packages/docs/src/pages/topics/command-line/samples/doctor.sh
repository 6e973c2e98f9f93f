cat > raw.http <<'END'
POST /event/custom/upload HTTP/1.1
Host: 127.0.0.1:4010
Content-Type: application/json; charset=utf-8
Content-MD5: B1B06ADDD1794238F4152D849567C6C1
Date: Mon, 30 Nov 2026 08:00:00 GMT
x-cms-signature: hmac-sha1
x-cms-api-version: 1.0
x-cms-ip: 192.0.2.1
Authorization: devAccessKeyId:1212AAC6C82C6317A87B70890AC01936FB129585

END
printf '[{"name":"deploy","content":"1.4"}]' >> raw.http
npx pushspec doctor cloudmonitor --request raw.http || echo "ended with $?"
