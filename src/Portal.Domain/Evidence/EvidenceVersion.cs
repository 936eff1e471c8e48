using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.Evidence;

/// <summary>The file of an item at one time. Versions are only ever added, so whatever was signed keeps the file it was signed with.</summary>
public sealed class EvidenceVersion : IBelongsToBody
{
    /// <summary>Longest account of what changed, in characters.</summary>
    public const int LongestChange = 500;

    private EvidenceVersion()
    {
    }

    internal EvidenceVersion(EvidenceItem item, int number, string fileName, StoredFile file, string? changed, Id<Person> by, DateTime at)
    {
        Id = Id<EvidenceVersion>.New();
        EvidenceItemId = item.Id;
        BodyId = item.BodyId;
        Number = number;
        FileName = fileName;
        FileSha256 = file.Sha256;
        Changed = changed;
        AddedBy = by;
        AddedAt = at;
    }

    public Id<EvidenceVersion> Id { get; private set; }

    public Id<EvidenceItem> EvidenceItemId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>From 1.</summary>
    public int Number { get; private set; }

    /// <summary>The name the file had where it came from.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>SHA-256 of the file, see <see cref="StoredFile"/>.</summary>
    public string FileSha256 { get; private set; } = "";

    /// <summary>What is different from the version before; null in the first.</summary>
    public string? Changed { get; private set; }

    public Id<Person> AddedBy { get; private set; }

    public DateTime AddedAt { get; private set; }
}
