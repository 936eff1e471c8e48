using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;

namespace Portal.Domain.Packs;

/// <summary>How far the assembly of a pack has come.</summary>
public enum PackState
{
    Queued,
    Assembling,
    Complete,
    Failed,
}

/// <summary>The compiled evidence of a submitted self-assessment: one file that a review team can verify.</summary>
public sealed class EvidencePack : IVersioned, IBelongsToBody
{
    private EvidencePack()
    {
    }

    public Id<EvidencePack> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<FrozenVersion> FrozenVersionId { get; private set; }

    public PackState State { get; private set; }

    public DateTime RequestedAt { get; private set; }

    /// <summary>Bytes of payload copied so far.</summary>
    public long BytesDone { get; private set; }

    /// <summary>Bytes of payload in all; 0 until assembly begins.</summary>
    public long BytesTotal { get; private set; }

    /// <summary>Name under which it is downloaded.</summary>
    public string FileName { get; private set; } = "";

    /// <summary>Size of the pack in bytes.</summary>
    public long? Size { get; private set; }

    /// <summary>SHA-256 of the pack itself.</summary>
    public string? Sha256 { get; private set; }

    public DateTime? CompletedAt { get; private set; }

    /// <summary>Why the last attempt failed, in words a user can read.</summary>
    public string? Failure { get; private set; }

    public int Version { get; private set; }

    /// <summary>Whole percent of payload assembled, 0 to 100; 100 only when complete.</summary>
    public int Percent => State == PackState.Complete ? 100 : BytesTotal == 0 ? 0 : (int)Math.Min(99, BytesDone * 100 / BytesTotal);

    public static EvidencePack Request(FrozenVersion signed, string fileName, DateTime at)
    {
        if (signed.State != FrozenVersionState.Signed)
        {
            throw new RuleBroken("pack.not-signed", "A pack is made only from a signed version.");
        }

        return new EvidencePack
        {
            Id = Id<EvidencePack>.New(),
            BodyId = signed.BodyId,
            SelfAssessmentId = signed.SelfAssessmentId,
            FrozenVersionId = signed.Id,
            State = PackState.Queued,
            RequestedAt = at,
            FileName = fileName,
        };
    }

    /// <summary>Begins, or begins again after a crash: what an earlier attempt copied counts no more.</summary>
    public void Begin(long bytesTotal)
    {
        RequireUnfinished();
        State = PackState.Assembling;
        BytesDone = 0;
        BytesTotal = bytesTotal;
        Failure = null;
    }

    public void Progress(long bytesDone)
    {
        RequireUnfinished();
        BytesDone = Math.Clamp(bytesDone, BytesDone, BytesTotal);
    }

    public void Complete(long size, string sha256, DateTime at)
    {
        RequireUnfinished();
        State = PackState.Complete;
        BytesDone = BytesTotal;
        Size = size;
        Sha256 = sha256;
        CompletedAt = at;
    }

    public void Fail(string why)
    {
        RequireUnfinished();
        State = PackState.Failed;
        Failure = why;
    }

    private void RequireUnfinished()
    {
        if (State == PackState.Complete)
        {
            throw new RuleBroken("pack.complete", "This pack is complete and does not change any more.");
        }
    }
}
