using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Reflection;
using System.Runtime.CompilerServices;
using MissionControl.Core.Bpms.Trying;

namespace MissionControl.Bench.Bands;

/// <summary>
/// A second session that knows what the first does and goes on by itself: so trouble is tried at many moments of a clean series that is
/// learned once, and none leaves anything to the next. Copies whatever can change, by reflection, as the product has no need of this.
/// </summary>
internal static class Fork
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> _changing = new();
    private static readonly Func<object, object> _shallow = typeof(object).GetMethod("MemberwiseClone", BindingFlags.Instance | BindingFlags.NonPublic)!.CreateDelegate<Func<object, object>>();

    public static BandSession Of(BandSession session) => (BandSession)Copy(session, new(ReferenceEqualityComparer.Instance));

    private static object Copy(object whole, Dictionary<object, object> copied)
    {
        if (copied.TryGetValue(whole, out var known))
            return known;
        var copy = _shallow(whole);
        copied.Add(whole, copy);
        if (whole is Array && Changes(whole.GetType().GetElementType()!))
            throw new NotSupportedException($"{whole.GetType()} is not copied deeply enough.");
        foreach (var field in _changing.GetOrAdd(whole.GetType(), static type => [.. FieldsOf(type)]))
            if (field.GetValue(whole) is { } value)
                field.SetValue(copy, Copy(value, copied));
        return copy;
    }

    private static IEnumerable<FieldInfo> FieldsOf(Type? type)
    {
        for (; type is not null && !type.IsArray; type = type.BaseType)
            foreach (var field in type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly))
                if (Changes(field.FieldType))
                    yield return field;
    }

    /// <summary>Numbers were copied already; records, which are facts, and what is made to be read only may be shared.</summary>
    private static bool Changes(Type type) => type.IsValueType
        ? HoldsReferences(type)
        : type != typeof(string) && type != typeof(TimeZoneInfo) && type.GetMethod("<Clone>$") is null && !(type.IsGenericType && type.GetGenericTypeDefinition() == typeof(FrozenSet<>));

    private static bool HoldsReferences(Type type) =>
        (bool)typeof(RuntimeHelpers).GetMethod(nameof(RuntimeHelpers.IsReferenceOrContainsReferences))!.MakeGenericMethod(type).Invoke(null, null)!;
}
