import { inProcessHarness } from './job-harness.js';
import { jobRunnerContract } from './job-runner.contract.js';

jobRunnerContract('The runner in process', () => inProcessHarness());
