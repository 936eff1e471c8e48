using System.Diagnostics.CodeAnalysis;

namespace Portal.Web.Documents.Bags;

/// <summary>A file meant for a bag no longer has the SHA-256 it was signed with. No bag is made from it.</summary>
[SuppressMessage("Naming", "CA1710", Justification = "Named in the words of the domain, as every rule of it is.")]
public sealed class PayloadDamaged(string name) : Exception($"“{name}” is not the file it was: its SHA-256 differs from the one recorded.")
{
    /// <summary>The payload name the file was to have.</summary>
    public string Name { get; } = name;
}
