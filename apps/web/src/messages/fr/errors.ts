import type { errors as english } from '../en/errors.ts'
import type { Translated } from '../index.ts'

export const errors: Translated<typeof english> = {
  'error.BAD_REQUEST': 'Le serveur n’a pas compris la question de cette page : {detail}',
  'error.BAD_FILTER': 'Le filtre est illisible : {detail}',
  'error.BAD_WINDOW': 'Cette période est inutilisable : {detail}',
  'error.NO_CREDENTIALS':
    'Il n’y a pas d’identifiants AWS pour cette source. Donnez-les au processus qui exécute Roentgen, puis rechargez la page. {detail}',
  'error.NOT_PERMITTED': 'AWS ne le permet pas : {detail}',
  'error.FOREIGN_ORIGIN':
    'Cette page a été ouverte depuis une adresse à laquelle le serveur ne fait pas confiance. Ouvrez-la à sa propre adresse.',
  'error.NOT_FOUND': 'Introuvable : {detail}',
  'error.CONFLICT': '{detail}',
  'error.THROTTLED': 'AWS répond plus lentement que nous ne demandons. Nouvel essai dans un instant.',
  'error.UPSTREAM': 'La source n’a pas répondu comme elle le devrait : {detail}',
  'error.STORE_UNAVAILABLE':
    'La base de données ne répond pas en ce moment. Elle redémarre d’elle-même ; rien de ce qui est enregistré n’est perdu.',
  'error.INTERNAL': 'Le serveur a commis une erreur : {detail}',
  'error.OFFLINE': 'Le serveur est injoignable. Roentgen est-il toujours en marche ?',
  'error.UNREADABLE': 'La réponse du serveur est illisible. Autre chose répond-il à cette adresse ?',
  'error.other': 'Un problème est survenu : {detail}',
  'error.retry': 'Réessayer',
  'error.doctor': 'Ouvrir le diagnostic',
}
