// What any gRPC client in Node does: loads contracts, calls methods, reads errors. Nothing here knows Adagio but `reasonOf`.
'use strict';
const { randomUUID } = require('node:crypto');
const path = require('node:path');
const grpc = require('@grpc/grpc-js');
const loader = require('@grpc/proto-loader');

const SHAPE = { keepCase: true, longs: String, enums: String, defaults: true, oneofs: true };
const LONGEST_CALL_MS = 10_000;

// The definitions, by full name, of some .proto files; `file` is relative to one of the folders.
function load(folders, files) {
  return loader.loadSync(files, { ...SHAPE, includeDirs: folders });
}

// The definitions in serialized FileDescriptorProtos, as server reflection gives them.
function loadSerialized(files) {
  const parts = files.map((file) => Buffer.concat([Buffer.from([0x0a]), varint(file.length), file]));
  return loader.loadFileDescriptorSetFromBuffer(Buffer.concat(parts), SHAPE);
}

function varint(value) {
  const bytes = [];
  for (; value > 0x7f; value >>>= 7) bytes.push((value & 0x7f) | 0x80);
  return Buffer.from([...bytes, value]);
}

class Client {
  constructor(address, definitions) {
    this.definitions = definitions;
    this.channel = new grpc.Client(address, grpc.credentials.createInsecure());
  }

  // Calls "package.Service/Method". A change gets a request id of its own where the request brings none.
  call(name, request, token) {
    const method = this.method(name);
    const told = needsRequestId(method) ? { request_id: randomUUID(), ...request } : request;
    return new Promise((resolve, reject) => {
      const done = (error, answer) => (error ? reject(error) : resolve(answer));
      const options = { deadline: Date.now() + LONGEST_CALL_MS };
      this.channel.makeUnaryRequest(
        method.path, method.requestSerialize, method.responseDeserialize, told, headers(token), options, done);
    });
  }

  // Gives a server's stream to `use`, as an iterator, and ends it afterwards.
  async watch(name, request, token, use) {
    const method = this.method(name);
    const options = { deadline: Date.now() + LONGEST_CALL_MS };
    const stream = this.channel.makeServerStreamRequest(
      method.path, method.requestSerialize, method.responseDeserialize, request, headers(token), options);
    try {
      return await use(stream[Symbol.asyncIterator]());
    } finally {
      stream.on('error', () => {});
      stream.cancel();
    }
  }

  // Says `requests` on a stream of both sides and gives all the answers.
  async converse(name, requests) {
    const method = this.method(name);
    const stream = this.channel.makeBidiStreamRequest(
      method.path, method.requestSerialize, method.responseDeserialize, headers(), { deadline: Date.now() + LONGEST_CALL_MS });
    for (const request of requests) stream.write(request);
    stream.end();
    const answers = [];
    for await (const answer of stream) answers.push(answer);
    return answers;
  }

  method(name) {
    const [service, method] = name.split('/');
    return this.definitions[service][method];
  }

  close() {
    this.channel.close();
  }
}

function needsRequestId(method) {
  return method.requestType.type.field.some((field) => field.name === 'request_id');
}

function headers(token) {
  const metadata = new grpc.Metadata();
  if (token) metadata.set('authorization', `Bearer ${token}`);
  return metadata;
}

// What a program branches on: the reason in the google.rpc.ErrorInfo of an error's details.
const RPC = load([path.join(__dirname, '../../proto')], ['google/rpc/status.proto']);

function reasonOf(error) {
  const status = RPC['google.rpc.Status'].deserialize(detailsOf(error));
  const infos = status.details.filter((any) => any.type_url === 'type.googleapis.com/google.rpc.ErrorInfo');
  return infos.map((any) => RPC['google.rpc.ErrorInfo'].deserialize(any.value)).find((info) => info.domain === 'adagio').reason;
}

// The bytes of the error's details, as they came.
function detailsOf(error) {
  return error.metadata.get('grpc-status-details-bin')[0];
}

module.exports = { Client, detailsOf, load, loadSerialized, reasonOf, status: grpc.status };
