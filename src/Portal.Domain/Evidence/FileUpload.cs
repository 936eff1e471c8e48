using Portal.Domain.Common;
using Portal.Domain.People;

namespace Portal.Domain.Evidence;

/// <summary>How far a file is on its way into a library.</summary>
public enum UploadState
{
    /// <summary>Its content is arriving, perhaps with breaks.</summary>
    Arriving,

    /// <summary>It is here, whole and of an accepted type, and waits to be described.</summary>
    Arrived,

    /// <summary>It was not taken; <see cref="FileUpload.Refusal"/> says why.</summary>
    Refused,

    /// <summary>It was described and is an item of the library, or one that was there before.</summary>
    Described,
}

/// <summary>A file that one person is bringing into a library. It survives cuts and restarts, and ends by being described or by its time running out.</summary>
public sealed class FileUpload : IBelongsToBody, IVersioned
{
    /// <summary>Longest name of a file that is kept, in characters.</summary>
    public const int LongestName = 255;

    /// <summary>Longest account of why it was refused, in characters.</summary>
    public const int LongestRefusal = 1000;

    /// <summary>A week: whoever is cut off on a Friday goes on on Monday.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromDays(7);

    private FileUpload()
    {
    }

    public Id<FileUpload> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public Id<Person> PersonId { get; private set; }

    /// <summary>The name the file had where it came from.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>Bytes that it will have.</summary>
    public long Length { get; private set; }

    /// <summary>Bytes that are safely on the disk.</summary>
    public long Received { get; private set; }

    public UploadState State { get; private set; }

    /// <summary>SHA-256 of the content, once all of it is here.</summary>
    public string? Sha256 { get; private set; }

    /// <summary>Media type found in the content, once it was accepted.</summary>
    public string? ContentType { get; private set; }

    /// <summary>Why it was not taken, and what to do.</summary>
    public string? Refusal { get; private set; }

    /// <summary>The item it became.</summary>
    public Id<EvidenceItem>? ItemId { get; private set; }

    public DateTime BegunAt { get; private set; }

    /// <summary>When it is forgotten unless something happens to it.</summary>
    public DateTime Until { get; private set; }

    public int Version { get; private set; }

    /// <summary>True when all bytes are here, whether they were looked at or not.</summary>
    public bool IsWhole => Received == Length;

    public static FileUpload Begin(Id<Body> body, Id<Person> person, string fileName, long length, DateTime at) => new()
    {
        Id = Id<FileUpload>.New(),
        BodyId = body,
        PersonId = person,
        FileName = fileName.Length <= LongestName ? fileName : fileName[^LongestName..],
        Length = length,
        BegunAt = at,
        Until = at + Lasts,
    };

    /// <summary>More of it is safely on the disk.</summary>
    public void Advance(long received, DateTime at)
    {
        if (State != UploadState.Arriving || received < Received || received > Length)
        {
            throw new RuleBroken("upload.not-arriving", "This file is not on its way any more.");
        }

        Received = received;
        Until = at + Lasts;
    }

    /// <summary>All of it is here, and this is what it is.</summary>
    public void Arrive(string sha256, string contentType)
    {
        RequireWhole();
        (State, Sha256, ContentType) = (UploadState.Arrived, sha256, contentType);
    }

    /// <summary>All of it is here, and it is nothing the library takes.</summary>
    public void Refuse(string why)
    {
        RequireWhole();
        (State, Refusal) = (UploadState.Refused, why.Length <= LongestRefusal ? why : why[..LongestRefusal]);
    }

    /// <summary>It has become, or was found to be, an item of the library.</summary>
    public void Describe(Id<EvidenceItem> item)
    {
        if (State != UploadState.Arrived)
        {
            throw new RuleBroken("upload.not-arrived", "This file has not arrived, or was described before.");
        }

        (State, ItemId) = (UploadState.Described, item);
    }

    private void RequireWhole()
    {
        if (State != UploadState.Arriving || !IsWhole)
        {
            throw new RuleBroken("upload.not-whole", "This file has not arrived whole.");
        }
    }
}
