# The app as an image: `docker build -t conference .` In compose.yaml it stands beside Postgres.

# Everything, to generate the database client.
FROM node:24-bookworm-slim AS build
WORKDIR /app
COPY . .
RUN npm ci --no-audit --no-fund

# What the app needs to run, and no more.
FROM node:24-bookworm-slim AS packages
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev --omit=optional --ignore-scripts --no-audit --no-fund

FROM node:24-bookworm-slim
ENV NODE_ENV=production PORT=5000
WORKDIR /app
COPY --from=packages /app/node_modules node_modules
COPY --from=build /app/src src
COPY package.json manifest.yml ./
COPY prisma/migrations prisma/migrations
COPY deploy/healthcheck.mjs deploy/healthcheck.mjs
# Nothing in it can be changed by the app: its files are root's.
USER node
EXPOSE 5000
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s CMD ["node", "deploy/healthcheck.mjs"]
# Node itself, not npm, which would keep SIGTERM to itself.
CMD ["node", "--disable-warning=ExperimentalWarning", "src/main.ts"]
