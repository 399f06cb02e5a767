export const views = {
  'map.flow.down': 'Let calls run downward',
  'map.flow.right': 'Let calls run to the right',
  'map.unpin': 'Unpin {name}',
  'map.legend.pinned': 'pin: stands where somebody has put it',
  'map.application.help.pins':
    'Shift and an arrow push the node and pin it there, P pins it where it is or lets it go.',
  'map.say.pinned': '{name} is pinned here.',
  'map.say.unpinned': '{name} is not pinned any more.',
  'map.say.pins-full': 'A link carries {most} pins. A saved view has room for more.',
} as const
