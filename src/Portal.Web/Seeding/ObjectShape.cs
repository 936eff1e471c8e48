namespace Portal.Web.Seeding;

/// <summary>The properties a kind of JSON object must and may have. Anything else is refused.</summary>
/// <param name="Name">What such an object is called, in the schema and in messages.</param>
/// <param name="Required">Properties it must have.</param>
/// <param name="Optional">Properties it may have.</param>
public sealed record ObjectShape(string Name, IReadOnlyList<string> Required, IReadOnlyList<string> Optional)
{
    public bool Knows(string property) =>
        Required.Contains(property, StringComparer.Ordinal) || Optional.Contains(property, StringComparer.Ordinal);
}
