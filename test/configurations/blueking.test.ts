import { testConfigurations } from './configurations.fixture.ts';

testConfigurations('blueking');
