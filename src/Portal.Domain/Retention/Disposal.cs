using Portal.Domain.Common;
using Portal.Domain.Evidence;
using Portal.Domain.People;

namespace Portal.Domain.Retention;

/// <summary>Where a disposal stands.</summary>
public enum DisposalState
{
    /// <summary>One person has proposed it; another decides.</summary>
    Proposed,

    /// <summary>Decided. The contents leave the store in the background.</summary>
    Approved,

    Refused,

    /// <summary>Whoever proposed it took it back before anybody decided.</summary>
    Withdrawn,
}

/// <summary>
/// Evidence that one person proposes to dispose of and another decides on. Approved, it is the certificate of what was disposed of: it is never removed,
/// and nothing is added to it but when the contents were gone.
/// </summary>
public sealed class Disposal : IBelongsToBody, IVersioned
{
    /// <summary>Most items of one disposal: what two people can look through.</summary>
    public const int MostItems = 200;

    private readonly List<DisposalItem> _items = [];
    private readonly List<DisposedFile> _files = [];

    private Disposal()
    {
    }

    public Id<Disposal> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    /// <summary>From 1, of its body.</summary>
    public int Number { get; private set; }

    public DisposalState State { get; private set; }

    /// <summary>Why it is proposed.</summary>
    public string Reason { get; private set; } = "";

    public Id<Person> ProposedBy { get; private set; }

    /// <summary>Name and post as they were on the day.</summary>
    public string ProposedByName { get; private set; } = "";

    /// <inheritdoc cref="ProposedByName"/>
    public string ProposedByPost { get; private set; } = "";

    public DateTime ProposedAt { get; private set; }

    public Id<Person>? DecidedBy { get; private set; }

    /// <inheritdoc cref="ProposedByName"/>
    public string? DecidedByName { get; private set; }

    /// <inheritdoc cref="ProposedByName"/>
    public string? DecidedByPost { get; private set; }

    public DateTime? DecidedAt { get; private set; }

    /// <summary>Why it was approved, refused or withdrawn.</summary>
    public string? DecisionReason { get; private set; }

    public IReadOnlyList<DisposalItem> Items => _items;

    /// <summary>Every file that its items had, once it is approved.</summary>
    public IReadOnlyList<DisposedFile> Files => _files;

    public int Version { get; private set; }

    /// <summary>Proposes to dispose of items.</summary>
    /// <param name="number">The next of the body.</param>
    /// <param name="items">The items with what the schedule says of them today.</param>
    /// <param name="reason">Why; required.</param>
    /// <param name="by">Who proposes it, and in which post.</param>
    /// <param name="at">When, in UTC.</param>
    /// <exception cref="RuleBroken">Nothing is chosen, too much, something that must be kept, or there is no reason.</exception>
    public static Disposal Propose(
        int number, IReadOnlyList<(EvidenceItem Item, RetentionFinding Finding)> items, string? reason, (Person Person, string Post) by, DateTime at)
    {
        if (items.Count is 0 or > MostItems)
        {
            throw items.Count == 0
                ? new RuleBroken("retention.nothing-chosen", "Choose at least one item.", "Items")
                : new RuleBroken("retention.too-many", $"Choose at most {MostItems} items: two people must be able to look through them.", "Items");
        }

        RequireThatAllMayGo(items.Select(i => (i.Item.Title, i.Finding)));
        var disposal = new Disposal
        {
            Id = Id<Disposal>.New(),
            BodyId = items[0].Item.BodyId,
            Number = number,
            Reason = RetentionSchedule.ReasonOf(reason, "Say why these items are to be disposed of."),
            ProposedBy = by.Person.Id,
            ProposedByName = by.Person.Name,
            ProposedByPost = by.Post,
            ProposedAt = at,
        };
        foreach (var (item, finding) in items)
        {
            disposal._items.Add(new DisposalItem(disposal, item, finding));
            item.PutUpForDisposal(disposal.Id);
        }

        return disposal;
    }

    /// <summary>A second person decides that the items go.</summary>
    /// <param name="items">All its items with what the schedule says of them now.</param>
    /// <param name="files">Every file of these items, with its size.</param>
    /// <param name="reason">Why; required.</param>
    /// <param name="by">Who decides, and in which post.</param>
    /// <param name="at">When, in UTC.</param>
    /// <exception cref="RuleBroken">It is the same person, it is decided, or something must be kept by now.</exception>
    public void Approve(
        IReadOnlyList<(EvidenceItem Item, RetentionFinding Finding)> items, IReadOnlyList<(EvidenceVersion Version, long Size)> files, string? reason, (Person Person, string Post) by, DateTime at)
    {
        RequireDecision(by.Person);
        if (items.Any(i => i.Finding.Obstacles.Any(o => o.Kind == ObstacleKind.Disposed)))
        {
            throw new RuleBroken("retention.decided", "Somebody has decided this at the same moment.");
        }

        RequireThatAllMayGo(items.Select(i => (i.Item.Title, Now(i.Item, i.Finding))));
        Decide(DisposalState.Approved, reason, "Say why you approve it.", by, at);
        _files.AddRange(files.Select(f => new DisposedFile(this, f.Version, f.Size)));
        foreach (var (item, _) in items)
        {
            item.DisposeOf(Reason, at);
        }
    }

    /// <summary>A second person decides that the items stay.</summary>
    /// <inheritdoc cref="Approve"/>
    public void Refuse(IReadOnlyList<EvidenceItem> items, string? reason, (Person Person, string Post) by, DateTime at)
    {
        RequireDecision(by.Person);
        Decide(DisposalState.Refused, reason, "Say why you refuse it.", by, at);
        foreach (var item in items)
        {
            item.TakeBackFromDisposal();
        }
    }

    /// <summary>Whoever proposed it takes it back; the items stay.</summary>
    /// <param name="items">All its items.</param>
    /// <param name="reason">Why; required.</param>
    /// <param name="by">Who withdraws it, and in which post.</param>
    /// <param name="at">When, in UTC.</param>
    /// <exception cref="RuleBroken">Somebody else proposed it, or it is decided.</exception>
    public void Withdraw(IReadOnlyList<EvidenceItem> items, string? reason, (Person Person, string Post) by, DateTime at)
    {
        RequireWaiting();
        if (by.Person.Id != ProposedBy)
        {
            throw new RuleBroken("retention.not-yours", $"{ProposedByName} proposed it, and withdraws it. You can refuse it.");
        }

        Decide(DisposalState.Withdrawn, reason, "Say why you withdraw it.", by, at);
        foreach (var item in items)
        {
            item.TakeBackFromDisposal();
        }
    }

    /// <summary>What keeps one of its items by now; being part of it is no obstacle.</summary>
    public RetentionFinding Now(EvidenceItem item, RetentionFinding finding) => Now(item.Id, item.FileVersion, finding);

    /// <inheritdoc cref="Now(EvidenceItem, RetentionFinding)"/>
    public RetentionFinding Now(Id<EvidenceItem> item, int fileVersion, RetentionFinding finding)
    {
        var proposed = _items.Find(i => i.EvidenceItemId == item);
        var obstacles = finding.Obstacles.Where(o => o.Kind != ObstacleKind.Proposed).ToList();
        if (proposed?.FileVersion != fileVersion)
        {
            obstacles.Add(new Obstacle(ObstacleKind.NewVersion));
        }

        if (proposed?.Years != finding.Years)
        {
            obstacles.Add(new Obstacle(ObstacleKind.NewPeriod));
        }

        return finding with { Obstacles = obstacles };
    }

    /// <summary>Refuses for whoever cannot be the second person, and where it is decided.</summary>
    public void RequireDecision(Person by)
    {
        RequireWaiting();
        if (by.Id == ProposedBy)
        {
            throw new RuleBroken("retention.same-person", "You proposed it. Somebody else decides, whatever other posts you hold.");
        }
    }

    private void RequireWaiting()
    {
        if (State != DisposalState.Proposed)
        {
            throw new RuleBroken("retention.decided", $"{DecidedByName} has {(State == DisposalState.Withdrawn ? "withdrawn" : "decided")} this already.");
        }
    }

    private void Decide(DisposalState state, string? reason, string otherwise, (Person Person, string Post) by, DateTime at)
    {
        DecisionReason = RetentionSchedule.ReasonOf(reason, otherwise);
        (State, DecidedBy, DecidedByName, DecidedByPost, DecidedAt) = (state, by.Person.Id, by.Person.Name, by.Post, at);
    }

    private static void RequireThatAllMayGo(IEnumerable<(string Title, RetentionFinding Finding)> items)
    {
        var kept = items.Where(i => !i.Finding.MayGo).Select(i => $"“{i.Title}”").ToList();
        if (kept.Count > 0)
        {
            throw new RuleBroken(
                "retention.must-be-kept",
                $"{string.Join(", ", kept.Take(5))}{(kept.Count > 5 ? $" and {kept.Count - 5} more" : "")} must be kept at present. The report says why.", "Items");
        }
    }
}

/// <summary>An item of a disposal, with what the library and the schedule said of it when it was proposed.</summary>
public sealed class DisposalItem : IBelongsToBody
{
    private DisposalItem()
    {
    }

    internal DisposalItem(Disposal of, EvidenceItem item, RetentionFinding finding)
    {
        Id = Id<DisposalItem>.New();
        DisposalId = of.Id;
        BodyId = of.BodyId;
        EvidenceItemId = item.Id;
        Title = item.Title;
        Kind = item.Kind;
        Describes = item.Describes;
        AddedAt = item.AddedAt;
        FileVersion = item.FileVersion;
        CountedFrom = finding.From;
        CountedBecause = finding.Because;
        Years = finding.Years;
        IsOwnPeriod = finding.IsOwn;
        DueOn = finding.DueOn;
    }

    public Id<DisposalItem> Id { get; private set; }

    public Id<Disposal> DisposalId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public Id<EvidenceItem> EvidenceItemId { get; private set; }

    public string Title { get; private set; } = "";

    public EvidenceKind Kind { get; private set; }

    public DateOnly Describes { get; private set; }

    public DateTime AddedAt { get; private set; }

    /// <summary>The version of the file that was looked at.</summary>
    public int FileVersion { get; private set; }

    /// <inheritdoc cref="RetentionFinding.From"/>
    public DateOnly CountedFrom { get; private set; }

    /// <inheritdoc cref="RetentionFinding.Because"/>
    public CountedFrom CountedBecause { get; private set; }

    /// <inheritdoc cref="RetentionFinding.Years"/>
    public int Years { get; private set; }

    /// <inheritdoc cref="RetentionFinding.IsOwn"/>
    public bool IsOwnPeriod { get; private set; }

    /// <inheritdoc cref="RetentionFinding.DueOn"/>
    public DateOnly DueOn { get; private set; }
}

/// <summary>A file that went with a disposal.</summary>
public sealed class DisposedFile : IBelongsToBody
{
    private DisposedFile()
    {
    }

    internal DisposedFile(Disposal of, EvidenceVersion version, long size)
    {
        Id = Id<DisposedFile>.New();
        DisposalId = of.Id;
        BodyId = of.BodyId;
        EvidenceItemId = version.EvidenceItemId;
        Number = version.Number;
        FileName = version.FileName;
        Sha256 = version.FileSha256;
        Size = size;
    }

    public Id<DisposedFile> Id { get; private set; }

    public Id<Disposal> DisposalId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public Id<EvidenceItem> EvidenceItemId { get; private set; }

    /// <summary>Number of the version of its item.</summary>
    public int Number { get; private set; }

    public string FileName { get; private set; } = "";

    public string Sha256 { get; private set; } = "";

    /// <summary>Bytes.</summary>
    public long Size { get; private set; }

    /// <summary>When the content had left the store; null until then.</summary>
    public DateTime? GoneAt { get; private set; }

    /// <summary>When it was found that the same content is held by something that was not disposed of; it leaves the store with the last that holds it.</summary>
    public DateTime? SharedAt { get; private set; }

    public void Gone(DateTime at) => GoneAt ??= at;

    public void Shared(DateTime at) => SharedAt ??= at;
}
