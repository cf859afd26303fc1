using System.Buffers;

namespace MissionControl.Core.Bpms.Bands;

/// <summary>
/// Room for the numbers of one learning, taken from a pool and given back together: new arrays of thousands of samples would cost the
/// collector more than what is computed in them. Not thread-safe.
/// </summary>
internal sealed class Workspace : IDisposable
{
    private readonly List<IDisposable> _taken = [];

    /// <summary>Room for so many; what is in it is not defined. Not to be used after the workspace is given back.</summary>
    public Memory<T> Room<T>(int count)
    {
        var room = MemoryPool<T>.Shared.Rent(count);
        _taken.Add(room);
        return room.Memory[..count];
    }

    public void Dispose()
    {
        foreach (var room in _taken)
            room.Dispose();
        _taken.Clear();
    }
}
