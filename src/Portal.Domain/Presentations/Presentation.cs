using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.Reviews;
using Portal.Domain.SelfAssessments;
using Portal.Domain.SignOff;

namespace Portal.Domain.Presentations;

/// <summary>Where a slide stands.</summary>
/// <param name="Slide">The slide.</param>
/// <param name="Hidden">Whether it is passed over.</param>
public sealed record SlidePlace(Id<Slide> Slide, bool Hidden);

/// <summary>A slide at its place.</summary>
/// <param name="Slide">The slide.</param>
/// <param name="Number">Counted from 1, hidden ones too.</param>
/// <param name="Hidden">Whether it is passed over.</param>
public sealed record PlacedSlide(Slide Slide, int Number, bool Hidden);

/// <summary>What a body stands up with at the start of a review: slides drawn from one signed version and edited. Once handed over it stays as it is.</summary>
public sealed class Presentation : IVersioned, IBelongsToBody
{
    /// <summary>More slides than anybody shows; it only keeps a presentation from growing without end.</summary>
    public const int MostSlides = 1_000;

    /// <summary>Longest time that can be planned, in minutes.</summary>
    public const int MostMinutes = 240;

    /// <summary>What is planned until the body says otherwise, in minutes.</summary>
    public const int UsualMinutes = 30;

    private readonly List<Slide> _allSlides = [];

    private Presentation()
    {
    }

    public Id<Presentation> Id { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public Id<SelfAssessment> SelfAssessmentId { get; private set; }

    /// <summary>The signed version it was drawn from.</summary>
    public Id<FrozenVersion> FrozenVersionId { get; private set; }

    /// <summary>The number of that version, for those too who do not read it.</summary>
    public int SignedNumber { get; private set; }

    public string Title { get; private set; } = "";

    /// <summary>How long it may take, in minutes.</summary>
    public int MinutesPlanned { get; private set; }

    public PresentationColours Colours { get; private set; } = PresentationColours.Usual;

    /// <summary>The slides in their order, hidden ones too.</summary>
    public IReadOnlyList<SlidePlace> Places { get; private set; } = [];

    public DateTime DrawnAt { get; private set; }

    /// <summary>The last change of anything in it.</summary>
    public DateTime ChangedAt { get; private set; }

    /// <summary>Counts the changes of title, time and colours, so that moving slides is in nobody's way who changes these.</summary>
    public int SettingsVersion { get; private set; }

    /// <summary>When it was handed over to the review team; from then on it stays as it is.</summary>
    public DateTime? HandedOverAt { get; private set; }

    /// <summary>The review to whose team it was handed over, and to no other; null until then.</summary>
    public Id<Review>? ReviewId { get; private set; }

    /// <summary>How its papers were marked when it was handed over; null until then, when the self-assessment says it.</summary>
    public SecurityMarking? Marking { get; private set; }

    public int Version { get; private set; }

    /// <summary>The slides in no order.</summary>
    public IReadOnlyList<Slide> AllSlides => _allSlides;

    /// <summary>The slides in their order, hidden ones too.</summary>
    public IReadOnlyList<PlacedSlide> Slides =>
        [.. Places.Select((p, i) => new PlacedSlide(_allSlides.Find(s => s.Id == p.Slide)!, i + 1, p.Hidden)).Where(p => p.Slide is not null)];

    /// <summary>The slides that are shown, in their order.</summary>
    public IEnumerable<Slide> Shown => Slides.Where(s => !s.Hidden).Select(s => s.Slide);

    /// <summary>What the slides that are shown take together.</summary>
    public int TotalMinutes => Shown.Sum(s => s.Minutes);

    /// <summary>Title, time and colours, as they are.</summary>
    public PresentationSettings Settings => new(Title, MinutesPlanned, Colours);

    /// <summary>Draws a presentation from a signed version.</summary>
    /// <param name="signed">The version.</param>
    /// <param name="title">What it is called.</param>
    /// <param name="slides">What was drawn from its text.</param>
    /// <param name="at">When, in UTC.</param>
    /// <exception cref="RuleBroken">The version is not signed.</exception>
    public static Presentation Draw(FrozenVersion signed, string title, IReadOnlyList<DrawnSlide> slides, DateTime at)
    {
        if (signed.State != FrozenVersionState.Signed)
        {
            throw new RuleBroken("presentation.not-signed", "A presentation is drawn only from a version that both have signed.");
        }

        var presentation = new Presentation
        {
            Id = Id<Presentation>.New(),
            BodyId = signed.BodyId,
            SelfAssessmentId = signed.SelfAssessmentId,
            FrozenVersionId = signed.Id,
            SignedNumber = signed.Number,
            Title = RuleBroken.IfBlank(title, "presentation.no-title", "A presentation needs a title.", "Title"),
            MinutesPlanned = UsualMinutes,
            DrawnAt = at,
            ChangedAt = at,
        };
        foreach (var drawn in slides)
        {
            presentation.Put(Slide.Of(presentation, drawn), drawn.Hidden, null);
        }

        return presentation;
    }

    /// <summary>The same once more, to be changed after this one was handed over.</summary>
    public Presentation Copy(DateTime at)
    {
        var copy = new Presentation
        {
            Id = Id<Presentation>.New(),
            BodyId = BodyId,
            SelfAssessmentId = SelfAssessmentId,
            FrozenVersionId = FrozenVersionId,
            SignedNumber = SignedNumber,
            Title = Title,
            MinutesPlanned = MinutesPlanned,
            Colours = Colours,
            DrawnAt = DrawnAt,
            ChangedAt = at,
        };
        foreach (var placed in Slides)
        {
            copy.Put(placed.Slide.CopyTo(copy), placed.Hidden, null);
        }

        return copy;
    }

    /// <summary>Changes places with the slide before it; the first stays where it is.</summary>
    public void MoveUp(Id<Slide> slide, DateTime at) => Move(slide, -1, at);

    /// <summary>Changes places with the slide after it; the last stays where it is.</summary>
    public void MoveDown(Id<Slide> slide, DateTime at) => Move(slide, 1, at);

    /// <summary>Passes a slide over; it stays in the presentation.</summary>
    public void Hide(Id<Slide> slide, DateTime at) => SetHidden(slide, true, at);

    /// <summary>Shows a hidden slide again.</summary>
    public void Show(Id<Slide> slide, DateTime at) => SetHidden(slide, false, at);

    /// <summary>Adds a slide of the body's own words.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="points">Its points; blank ones are passed over.</param>
    /// <param name="after">The slide behind which it comes; null for the end.</param>
    /// <param name="at">When, in UTC.</param>
    public Slide AddSlide(string? title, IReadOnlyList<string> points, Id<Slide>? after, DateTime at)
    {
        var text = new SlideText(title ?? "", points, "", 1).Tidied();
        Slide.Check(text);
        return Add(new DrawnSlide(SlideKind.Added, text.Title, [.. text.WithoutBlanks().Texts.Select(t => Statement.Own(t))]), null, after, at);
    }

    /// <summary>Adds a chart on a slide of its own.</summary>
    public Slide AddChart(string? title, SlideChart chart, Id<Slide>? after, DateTime at)
    {
        var text = new SlideText(title ?? "", [], "", 1).Tidied();
        Slide.Check(text);
        return Add(new DrawnSlide(SlideKind.Chart, text.Title, []), chart, after, at);
    }

    /// <summary>Takes a slide away that the body had added.</summary>
    /// <param name="slide">The slide.</param>
    /// <param name="shown">The version of it that whoever removes it was shown.</param>
    /// <param name="at">When, in UTC.</param>
    /// <returns>False when somebody else has edited it since.</returns>
    /// <exception cref="RuleBroken">It was drawn from the signed text: such a slide is hidden.</exception>
    public bool TryRemove(Id<Slide> slide, int shown, DateTime at)
    {
        Touch(at);
        var found = Find(slide);
        if (!found.IsAdded)
        {
            throw new RuleBroken("presentation.drawn", "This slide was drawn from what was signed. Hide it instead.");
        }

        if (found.Version != shown)
        {
            return false;
        }

        _allSlides.Remove(found);
        Places = [.. Places.Where(p => p.Slide != slide)];
        return true;
    }

    /// <summary>Says what it is called, how long it may take, and in which colours.</summary>
    /// <returns>False when somebody else has changed these since <paramref name="basedOn"/> and says something else.</returns>
    /// <exception cref="RuleBroken">Title or time cannot be used.</exception>
    public bool TryPlan(PresentationSettings settings, int basedOn, DateTime at)
    {
        Touch(at);
        var tidy = settings.Tidied();
        if (basedOn != SettingsVersion)
        {
            return tidy == Settings;
        }

        (Title, MinutesPlanned, Colours) = (tidy.Title, tidy.Minutes, tidy.Colours);
        SettingsVersion++;
        return true;
    }

    /// <summary>Hands it over to the team of a review: from now on they read it, no other team does, and nobody changes it.</summary>
    /// <param name="shown">The version of it that whoever hands it over was shown.</param>
    /// <param name="to">The review.</param>
    /// <param name="marking">How the papers of the self-assessment are marked now.</param>
    /// <param name="at">When, in UTC.</param>
    /// <exception cref="RuleBroken">It was handed over already, was changed since it was shown, shows nothing, or the review is of another body.</exception>
    public void HandOver(int shown, Review to, SecurityMarking marking, DateTime at)
    {
        Touch(at);
        if (shown != Version)
        {
            throw new RuleBroken("presentation.changed", "Somebody has changed this presentation meanwhile. Look at it again before you hand it over.");
        }

        if (!Shown.Any())
        {
            throw new RuleBroken("presentation.all-hidden", "Every slide is hidden. Show at least one before you hand it over.");
        }

        if (to.BodyId != BodyId)
        {
            throw new RuleBroken("presentation.other-review", "A presentation is handed over to a review of its own body.");
        }

        (HandedOverAt, ReviewId, Marking) = (at, to.Id, marking);
    }

    internal void Touch(DateTime at)
    {
        if (HandedOverAt is not null)
        {
            throw new RuleBroken("presentation.handed-over", "This presentation was handed over to the review team and stays as it is. Make a copy to change it.");
        }

        ChangedAt = at;
    }

    private Slide Add(DrawnSlide slide, SlideChart? chart, Id<Slide>? after, DateTime at)
    {
        Touch(at);
        if (_allSlides.Count >= MostSlides)
        {
            throw new RuleBroken("presentation.too-many", $"A presentation takes {MostSlides:N0} slides. Remove one that you added first.");
        }

        var added = Slide.Of(this, slide, chart);
        Put(added, slide.Hidden, after);
        return added;
    }

    private void Put(Slide slide, bool hidden, Id<Slide>? after)
    {
        _allSlides.Add(slide);
        var at = after is { } before ? Places.Select(p => p.Slide).ToList().IndexOf(before) + 1 : 0;
        var places = Places.ToList();
        places.Insert(at > 0 ? at : places.Count, new SlidePlace(slide.Id, hidden));
        Places = places;
    }

    private void Move(Id<Slide> slide, int by, DateTime at)
    {
        Touch(at);
        var places = Places.ToList();
        var from = places.FindIndex(p => p.Slide == Find(slide).Id);
        var to = Math.Clamp(from + by, 0, places.Count - 1);
        (places[from], places[to]) = (places[to], places[from]);
        Places = places;
    }

    private void SetHidden(Id<Slide> slide, bool hidden, DateTime at)
    {
        Touch(at);
        var found = Find(slide).Id;
        Places = [.. Places.Select(p => p.Slide == found ? p with { Hidden = hidden } : p)];
    }

    private Slide Find(Id<Slide> slide) =>
        _allSlides.Find(s => s.Id == slide) ?? throw new RuleBroken("presentation.no-such-slide", "This slide is not in the presentation any more.");
}
