import { expect } from '@jest/globals';
import { signedPost } from '../support/signed-post.ts';
import { scenario } from '../support/scenario.ts';
