using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;

namespace Portal.Domain.Packs;

/// <summary>The compiled evidence of a submitted self-assessment: one file that a review team can verify.</summary>
public sealed class EvidencePack : IVersioned, IBelongsToBody
{
    private readonly List<SupplementItem> _late = [];

    private EvidencePack()
    {
    }

    public Id<EvidencePack> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    public Id<FrozenVersion> FrozenVersionId { get; private set; }

    public PackKind Kind { get; private set; }

    /// <summary>Its number among those of its kind, from 1; 0 for the whole pack.</summary>
    public int Number { get; private set; }

    /// <summary>What a supplement holds, in the order of its numbers; empty in others.</summary>
    public IReadOnlyCollection<SupplementItem> Late => _late;

    public PackState State { get; private set; }

    public DateTime RequestedAt { get; private set; }

    /// <summary>When the present attempt began; null before the first.</summary>
    public DateTime? BegunAt { get; private set; }

    /// <summary>How often it was asked for: once, and once more each time it goes on after it was stopped.</summary>
    public int Runs { get; private set; }

    public PackStage Stage { get; private set; }

    /// <summary>Items of evidence whose pages are ready.</summary>
    public int ItemsDone { get; private set; }

    /// <summary>Items of evidence whose pages are made; 0 where no pages are made.</summary>
    public int ItemsTotal { get; private set; }

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

    /// <summary>What became of each item of evidence in the bundle, as JSON; null in packs of former days and until it is known.</summary>
    public string? Report { get; private set; }

    public int Version { get; private set; }

    /// <summary>
    /// Whole percent of the work, 0 to 100; 100 only when complete. Where pages are made, that takes most of the time: they count for the first 70, binding for
    /// the next 10, writing for the rest. Otherwise the bytes alone count.
    /// </summary>
    public int Percent => State == PackState.Complete ? 100 : (int)Math.Min(99, ItemsTotal == 0 ? Written * 100 : Stage switch
    {
        PackStage.Pages => ItemsDone * 70.0 / ItemsTotal,
        PackStage.Binding => 70,
        _ => 80 + (Written * 20),
    });

    private double Written => BytesTotal == 0 ? 0 : (double)BytesDone / BytesTotal;

    /// <summary>How much longer it will take if it goes on as it did; null where that cannot be told yet.</summary>
    public TimeSpan? TimeLeft(DateTime now) => State == PackState.Assembling && BegunAt is { } begun && Percent is >= 5 and var done && now > begun
        ? (now - begun) * ((100.0 - done) / done)
        : null;

    /// <summary>Asks for the whole pack.</summary>
    /// <exception cref="RuleBroken">The version is not signed.</exception>
    public static EvidencePack Request(FrozenVersion signed, string fileName, DateTime at) => New(signed, PackKind.Whole, 0, fileName, at);

    /// <summary>Asks for a supplement.</summary>
    /// <param name="signed">The version beside which the additions stand.</param>
    /// <param name="number">From 1.</param>
    /// <param name="fileName">Under which it is downloaded.</param>
    /// <param name="late">What it holds, in order; none of it in another supplement.</param>
    /// <param name="firstNumber">Of the first of them: numbers of evidence go on where the pack, or the last supplement, ended.</param>
    /// <param name="at">UTC.</param>
    /// <exception cref="RuleBroken">The version is not signed, or nothing was added late.</exception>
    public static EvidencePack Supplement(FrozenVersion signed, int number, string fileName, IReadOnlyList<LateAddition> late, int firstNumber, DateTime at)
    {
        if (late.Count == 0)
        {
            throw new RuleBroken("pack.nothing-late", "Everything that was added late is in a supplement already.");
        }

        if (late.Any(l => l.FrozenVersionId != signed.Id))
        {
            throw new RuleBroken("pack.late-elsewhere", "A supplement holds what was added to its own version.");
        }

        var pack = New(signed, PackKind.Supplement, number, fileName, at);
        pack._late.AddRange(late.Select((l, i) => new SupplementItem(pack.Id, l.Id, firstNumber + i)));
        return pack;
    }

    /// <summary>Asks for a pack without what a redaction withholds: <see cref="Redaction.Make"/>.</summary>
    internal static EvidencePack Redacted(FrozenVersion signed, int number, string fileName, DateTime at) => New(signed, PackKind.Redacted, number, fileName, at);

    /// <summary>Begins, or begins again after a crash: what an earlier attempt copied counts no more.</summary>
    /// <param name="bytesTotal">Bytes of payload that will be copied.</param>
    /// <param name="itemsTotal">Items of which pages are made; 0 for none.</param>
    /// <param name="at">UTC.</param>
    public void Begin(long bytesTotal, int itemsTotal, DateTime at)
    {
        RequireUnfinished();
        if (State == PackState.Stopped)
        {
            throw new RuleBroken("pack.stopped", "This pack was stopped. Let it go on first.");
        }

        State = PackState.Assembling;
        (BytesDone, BytesTotal) = (0, bytesTotal);
        (ItemsDone, ItemsTotal) = (0, itemsTotal);
        Stage = itemsTotal == 0 ? PackStage.Writing : PackStage.Pages;
        BegunAt = at;
        Failure = null;
    }

    public void ItemDone(int itemsDone)
    {
        RequireUnfinished();
        ItemsDone = Math.Clamp(itemsDone, ItemsDone, ItemsTotal);
        Stage = ItemsDone == ItemsTotal ? PackStage.Binding : PackStage.Pages;
    }

    /// <summary>The pages are bound: their bytes are copied too.</summary>
    public void Bound(long bytes)
    {
        RequireUnfinished();
        BytesTotal += bytes;
    }

    public void Progress(long bytesDone)
    {
        RequireUnfinished();
        Stage = PackStage.Writing;
        BytesDone = Math.Clamp(bytesDone, BytesDone, BytesTotal);
    }

    /// <summary>Stops it; what was made of the evidence is kept for when it goes on.</summary>
    /// <exception cref="RuleBroken">It is complete, or stopped already.</exception>
    public void Stop()
    {
        RequireUnfinished();
        if (State == PackState.Stopped)
        {
            throw new RuleBroken("pack.stopped", "This pack was stopped already.");
        }

        State = PackState.Stopped;
    }

    /// <summary>Refuses unless it can be given up: one that stands beside the whole pack, once it was stopped.</summary>
    /// <exception cref="RuleBroken">It is the whole pack, or was not stopped.</exception>
    public void RequireMayBeGivenUp()
    {
        if (Kind == PackKind.Whole || State != PackState.Stopped)
        {
            throw new RuleBroken("pack.not-given-up", "Only a supplement or a redacted pack that was stopped can be given up.");
        }
    }

    /// <summary>Lets it go on.</summary>
    /// <exception cref="RuleBroken">It was not stopped.</exception>
    public void GoOn()
    {
        if (State != PackState.Stopped)
        {
            throw new RuleBroken("pack.not-stopped", "This pack was not stopped: it goes on by itself.");
        }

        State = PackState.Queued;
        Runs = Math.Max(Runs, 1) + 1; // A pack from before there were runs has none.
        Failure = null;
    }

    /// <param name="size">Bytes.</param>
    /// <param name="sha256">Of the pack itself.</param>
    /// <param name="report">What became of each item in the bundle, as JSON.</param>
    /// <param name="at">UTC.</param>
    public void Complete(long size, string sha256, string report, DateTime at)
    {
        RequireUnfinished();
        State = PackState.Complete;
        BytesDone = BytesTotal;
        Size = size;
        Sha256 = sha256;
        Report = report;
        CompletedAt = at;
    }

    public void Fail(string why)
    {
        RequireUnfinished();
        State = PackState.Failed;
        Failure = why;
    }

    private static EvidencePack New(FrozenVersion signed, PackKind kind, int number, string fileName, DateTime at)
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
            Kind = kind,
            Number = number,
            State = PackState.Queued,
            RequestedAt = at,
            FileName = fileName,
            Runs = 1,
        };
    }

    private void RequireUnfinished()
    {
        if (State == PackState.Complete)
        {
            throw new RuleBroken("pack.complete", "This pack is complete and does not change any more.");
        }
    }
}
