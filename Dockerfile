# The server with its site, and the mock, as `npm start` has them. Without a publish address of its own (compose.yaml has one)
# the ports are open to the network: then give a configuration, and leave --allow-development-credentials out.

FROM node:26.10.0-slim AS pack
WORKDIR /build
COPY . .
RUN npm install --global "$(node -p "require('./package.json').packageManager")"
RUN pnpm install --frozen-lockfile
RUN node tools/pack.ts /tarballs

FROM node:26.10.0-slim AS install
WORKDIR /app
COPY --from=pack /tarballs /tarballs
RUN npm install --ignore-scripts --no-audit --no-fund /tarballs/*.tgz

FROM node:26.10.0-slim
ENV NODE_ENV=production
WORKDIR /app
COPY --from=install /app .
# Requests and verdicts; nothing else is written.
RUN mkdir /data && chown node:node /data
VOLUME /data
USER node
EXPOSE 4010 4020 4040
HEALTHCHECK --interval=10s --timeout=3s --start-period=20s --start-interval=1s \
  CMD ["node", "-e", "Promise.all([fetch('http://127.0.0.1:4010/__admin/health'), fetch('http://127.0.0.1:4020/')]).then(([server]) => process.exit(server.ok ? 0 : 1), () => process.exit(1))"]
ENTRYPOINT ["node", "node_modules/pushspec/dist/bin.js"]
CMD ["start", "--host", "0.0.0.0", "--allow-development-credentials", "--store", "/data/requests.db"]
