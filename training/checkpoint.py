"""Reads a torch.save file with numpy alone: a zip of one pickle and the raw storages."""

import collections
import pickle
import zipfile
import numpy as np

DTYPES = {'HalfStorage': np.float16, 'FloatStorage': np.float32, 'LongStorage': np.int64, 'DoubleStorage': np.float64}


def read_checkpoint(path):
    """The saved dict, its tensors as numpy arrays. Only the types that a state dict needs are let through."""
    z = zipfile.ZipFile(path)
    root = next(n for n in z.namelist() if n.endswith('data.pkl'))[: -len('data.pkl')]

    def rebuild(storage, offset, size, stride, *rest):
        return np.lib.stride_tricks.as_strided(storage[offset:], size, [s * storage.itemsize for s in stride])

    class Reader(pickle.Unpickler):
        def find_class(self, module, name):
            if name in DTYPES:
                return name
            if name == '_rebuild_tensor_v2':
                return rebuild
            if name == 'OrderedDict':
                return collections.OrderedDict
            raise pickle.UnpicklingError(f'{path}: unexpected type {module}.{name}')

        def persistent_load(self, ref):
            kind, storage, key = ref[:3]
            return np.frombuffer(z.read(f'{root}data/{key}'), DTYPES[storage])

    return Reader(z.open(root + 'data.pkl')).load()
