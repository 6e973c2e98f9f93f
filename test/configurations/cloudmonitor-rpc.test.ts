import { testConfigurations } from './configurations.fixture.ts';

testConfigurations('cloudmonitor-rpc');
