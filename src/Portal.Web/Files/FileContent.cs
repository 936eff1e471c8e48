namespace Portal.Web.Files;

/// <summary>What the content of a file turned out to be, whatever its name.</summary>
/// <param name="Words">For a person, with the article: "a Windows program".</param>
/// <param name="Types">The accepted kinds this content can be; text is both plain text and CSV. Empty: none.</param>
/// <param name="Advice">What to do about content that is not accepted, as a sentence; null when there is nothing special to say.</param>
public sealed record FileContent(string Words, IReadOnlyList<AcceptedType> Types, string? Advice = null)
{
    internal static FileContent Accepted(AcceptedType type) => new(type.Label, [type]);

    internal static FileContent Other(string words, string? advice = null) => new(words, [], advice);
}
