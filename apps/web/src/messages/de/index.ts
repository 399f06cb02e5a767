import { messagesDe } from '@roentgen/story/de'
import type { Texts } from '../index.ts'
import { add } from './add.ts'
import { compare } from './compare.ts'
import { depends } from './depends.ts'
import { doctor } from './doctor.ts'
import { encodings } from './encodings.ts'
import { errors } from './errors.ts'
import { map } from './map.ts'
import { names } from './names.ts'
import { palette } from './palette.ts'
import { picture } from './picture.ts'
import { sampling } from './sampling.ts'
import { services } from './services.ts'
import { shell } from './shell.ts'
import { strip } from './strip.ts'
import { take } from './take.ts'
import { technical } from './technical.ts'
import { trace } from './trace.ts'
import { traces } from './traces.ts'
import { units } from './units.ts'
import { users } from './users.ts'
import { views } from './views.ts'

export const texts: Texts = {
  catalogue: {
    ...shell,
    ...errors,
    ...map,
    ...traces,
    ...trace,
    ...users,
    ...doctor,
    ...encodings,
    ...add,
    ...sampling,
    ...units,
    ...picture,
    ...names,
    ...strip,
    ...services,
    ...views,
    ...compare,
    ...depends,
    ...take,
    ...palette,
  },
  technical,
  story: messagesDe,
}
