/**
 * What rules, edits, documents and the engine see: the types of the linked fleet, passed on from the rooms that hold
 * them. Nothing of this folder imports this file.
 */
export type { Accounts, ContainerUser, GroupAccount, UserAccount } from "./accounts.ts";
export type { Apache } from "./apache/types.ts";
export type { Build } from "./builds/types.ts";
export type { ContainerFile, ContainerFiles, FileContent, Owner } from "./files/types.ts";
export type { Fleet, FleetLinks } from "./fleet/types.ts";
export type { Nginx, RefusedUser } from "./nginx/types.ts";
export type { FileProblem } from "./repo/problem.ts";
export type { Process, Processes, Run } from "./runs/types.ts";
export type { InForce, Listener, Loaded, ServerProblem, UnloadedFile } from "./servers/types.ts";
export type {
  Copy,
  CopySource,
  EnvironmentVariable,
  ExposedPort,
  Image,
  ImageFolder,
  Located,
  Stage,
  StageBase,
  Step,
  UnknownFact,
} from "./stages/image.ts";
