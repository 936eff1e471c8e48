using System.Diagnostics.CodeAnalysis;

namespace Portal.Domain.Common;

/// <summary>The identity of one aggregate of type <typeparamref name="T"/>; a version-7 UUID, so ids sort by the time they were made.</summary>
public readonly record struct Id<T>(Guid Value) : IParsable<Id<T>> where T : class
{
    /// <summary>Makes a new identity.</summary>
    public static Id<T> New() => new(Guid.CreateVersion7());

    public static Id<T> Parse(string s, IFormatProvider? provider) => new(Guid.Parse(s, provider));

    public static bool TryParse([NotNullWhen(true)] string? s, IFormatProvider? provider, out Id<T> result)
    {
        var parsed = Guid.TryParse(s, provider, out var value);
        result = new Id<T>(value);
        return parsed;
    }

    public override string ToString() => Value.ToString();
}
