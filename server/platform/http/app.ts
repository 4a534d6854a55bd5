import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import express, { type ErrorRequestHandler, type Express } from 'express';
import helmet from 'helmet';
import type { Knex } from 'knex';
import { ERRORS, type ErrorCode } from '../../../shared/protocol/errors';
import type { CommandTable } from '../edge/commands';
import { openApiDocument, socketDocument } from '../edge/openapi';
import type { RouteTable } from '../edge/routes';
import { errorFacts, type Logger } from '../log';
import type { Metrics } from '../metrics';
import { isTrustedProxy } from './client-address';
import { statusOf } from './request-body';

interface Parts {
  readonly routes: RouteTable;
  readonly commands: CommandTable;
  readonly db: Knex;
  readonly log: Logger;
  readonly metrics: Metrics;
  readonly rendererDir: string;
  /** True when everything that a call needs is up. */
  isReady(): boolean;
}

/** Builds the HTTP side: headers, the route table, health, metrics, documents and the pages. */
export function createApp(parts: Parts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.set('trust proxy', isTrustedProxy);
  app.set('query parser', 'simple');
  app.use(securityHeaders());
  app.use(corsForWorkstation());
  health(app, parts);
  app.get('/api/openapi.json', (_request, response) => {
    response.json(openApiDocument(parts.routes.list()));
  });
  app.get('/api/socket.json', (_request, response) => {
    response.json(socketDocument(parts.commands.list()));
  });
  parts.routes.mount(app);
  app.use('/api', (_request, response) => sendCode(response, 'NOT_FOUND'));
  pages(app, parts.rendererDir);
  app.use(badRequestHandler(parts.log));
  return app;
}

function securityHeaders(): express.RequestHandler {
  return helmet({
    contentSecurityPolicy: {
      useDefaults: false,
      directives: {
        defaultSrc: ["'none'"],
        scriptSrc: ["'self'"],
        // React Aria positions its popovers with style attributes; no style can run code.
        styleSrc: ["'self'", "'unsafe-inline'"],
        imgSrc: ["'self'", 'data:'],
        fontSrc: ["'self'"],
        mediaSrc: ["'self'", 'blob:', 'mediastream:'],
        connectSrc: ["'self'", 'ws:', 'wss:'],
        objectSrc: ["'none'"],
        baseUri: ["'none'"],
        formAction: ["'none'"],
        frameAncestors: ["'none'"],
      },
    },
    // The pages are served over plain HTTP on loopback; in production a proxy terminates TLS and adds HSTS.
    strictTransportSecurity: false,
    crossOriginEmbedderPolicy: false,
    crossOriginResourcePolicy: { policy: 'same-site' },
  });
}

/** The workstation's page lives at app://desk and asks this server with a bearer token; cookies are never used. */
function corsForWorkstation(): express.RequestHandler {
  return (request, response, next) => {
    if (request.headers.origin === 'app://desk') {
      response.setHeader('access-control-allow-origin', 'app://desk');
      response.setHeader('access-control-allow-headers', 'authorization, content-type');
      response.setHeader('access-control-allow-methods', 'GET, POST');
      response.setHeader('cross-origin-resource-policy', 'cross-origin');
      response.setHeader('vary', 'origin');
      if (request.method === 'OPTIONS') {
        response.sendStatus(204);
        return;
      }
    }
    next();
  };
}

function health(app: Express, parts: Parts): void {
  app.get('/healthz', (_request, response) => {
    response.json({ status: 'alive' });
  });
  app.get('/readyz', (_request, response, next) => {
    if (!parts.isReady()) {
      response.status(503).json({ status: 'starting' });
      return;
    }
    parts.db
      .raw('select 1')
      .then(() => response.json({ status: 'ready' }))
      .catch(next);
  });
  app.get('/metrics', (_request, response, next) => {
    parts.metrics
      .text()
      .then((text) => response.type('text/plain').send(text))
      .catch(next);
  });
}

function pages(app: Express, rendererDir: string): void {
  const root = resolve(rendererDir);
  const page = (file: string): express.RequestHandler => {
    const path = join(root, file);
    return (_request, response) => {
      if (!existsSync(path)) {
        response.status(503).type('text').send('The pages are not built yet. Run: npm run build');
        return;
      }
      response.setHeader('cache-control', 'no-cache');
      response.sendFile(path);
    };
  };
  app.get('/phone', page('phone.html'));
  app.use('/assets', express.static(join(root, 'assets'), { immutable: true, maxAge: '1y', index: false }));
  app.get(/^\/(?!api\/|assets\/|socket\.io\/).*$/, page('index.html'));
}

function sendCode(response: express.Response, code: ErrorCode): void {
  response.status(ERRORS[code].httpStatus).json({ error: { code } });
}

function badRequestHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, _request, response, next) => {
    if (response.headersSent) {
      next(error);
      return;
    }
    const status = statusOf(error);
    if (status === 413) sendCode(response, 'TOO_LARGE');
    else if (status !== null && status < 500) sendCode(response, 'INVALID_PAYLOAD');
    else {
      log.error(errorFacts(error), 'a request failed before its handler');
      sendCode(response, 'INTERNAL');
    }
  };
}
