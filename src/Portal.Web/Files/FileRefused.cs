using System.Diagnostics.CodeAnalysis;

namespace Portal.Web.Files;

/// <summary>A file was not taken as evidence. The message is written for the person who offered it and says what to do.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named in the words of the domain, as every rule of it is.")]
public sealed class FileRefused(FileRefusal refusal, string words) : Exception(words)
{
    /// <summary>The reason as a value, for code that chooses where to show the message.</summary>
    public FileRefusal Refusal { get; } = refusal;
}
