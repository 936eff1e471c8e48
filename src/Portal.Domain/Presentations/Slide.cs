using Portal.Domain.Common;
using Portal.Domain.People;
using Portal.Domain.SelfAssessments;

namespace Portal.Domain.Presentations;

/// <summary>What is edited of a slide.</summary>
/// <param name="Title">Its title.</param>
/// <param name="Texts">Each statement as it is shown, in their order; an empty one is left out of the slide.</param>
/// <param name="Notes">What the speaker wants to have before them.</param>
/// <param name="Minutes">How long it takes.</param>
public sealed record SlideText(string Title, IReadOnlyList<string> Texts, string Notes, int Minutes)
{
    /// <summary>True when the same is said.</summary>
    public bool Says(SlideText other) => Title == other.Title && Notes == other.Notes && Minutes == other.Minutes && Texts.SequenceEqual(other.Texts, StringComparer.Ordinal);

    /// <summary>A point is one paragraph: line ends within it become spaces.</summary>
    internal SlideText Tidied() => new(
        Prose.Tidy(Title).Replace('\n', ' '), [.. Texts.Select(t => string.Join(' ', Prose.Tidy(t).Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)))], Prose.Tidy(Notes), Minutes);

    /// <summary>The same with those points alone that say something.</summary>
    internal SlideText WithoutBlanks() => this with { Texts = [.. Texts.Where(t => t.Length > 0)] };
}

/// <summary>One slide of a presentation. Where it stands and whether it is shown is the presentation's; what it says is its own, so that whoever moves slides is in nobody's way.</summary>
public sealed class Slide : IVersioned, IBelongsToBody
{
    /// <summary>Most points of one slide.</summary>
    public const int MostStatements = 6;

    /// <summary>Most characters of one point, so that it fits.</summary>
    public const int LongestStatement = 400;

    /// <summary>Most characters of all points together, so that they fit in a size that can be read from the back of a room.</summary>
    public const int MostCharacters = 1_000;

    /// <summary>Most characters of a title: two lines.</summary>
    public const int LongestTitle = 120;

    /// <summary>Most characters of the notes: about three pages.</summary>
    public const int LongestNotes = 10_000;

    /// <summary>Longest a slide may take, in minutes.</summary>
    public const int MostMinutes = 60;

    private Slide()
    {
    }

    public Id<Slide> Id { get; private set; }

    public Id<Presentation> PresentationId { get; private set; }

    public Id<Body> BodyId { get; private set; }

    public SlideKind Kind { get; private set; }

    /// <summary>The judgement it is about; null for the whole.</summary>
    public string? JudgementCode { get; private set; }

    public string Title { get; private set; } = "";

    public IReadOnlyList<Statement> Statements { get; private set; } = [];

    /// <summary>What the speaker wants to have before them; where the statements come from is added to it when the notes are written.</summary>
    public string Notes { get; private set; } = "";

    /// <summary>How long it takes, 0 to 60.</summary>
    public int Minutes { get; private set; }

    /// <summary>Its chart; null for a slide without.</summary>
    public SlideChart? Chart { get; private set; }

    public int Version { get; private set; }

    /// <summary>Whether the body made it; what was drawn can be hidden and not removed.</summary>
    public bool IsAdded => Kind is SlideKind.Added or SlideKind.Chart;

    /// <summary>Whether its title holds the grade that was signed, and so stays as it was drawn.</summary>
    public bool TitleIsSigned => Kind == SlideKind.Judgement;

    /// <summary>The points that are shown.</summary>
    public IEnumerable<Statement> Shown => Statements.Where(s => s.Text.Length > 0);

    /// <summary>What can be edited, as it is.</summary>
    public SlideText Text => new(Title, [.. Statements.Select(s => s.Text)], Notes, Minutes);

    internal static Slide Of(Presentation presentation, DrawnSlide drawn, SlideChart? chart = null) => new()
    {
        Id = Id<Slide>.New(),
        PresentationId = presentation.Id,
        BodyId = presentation.BodyId,
        Kind = drawn.Kind,
        JudgementCode = drawn.JudgementCode,
        Title = drawn.Title,
        Statements = drawn.Statements,
        Minutes = drawn.Minutes,
        Chart = chart,
    };

    internal Slide CopyTo(Presentation presentation) => new()
    {
        Id = Id<Slide>.New(),
        PresentationId = presentation.Id,
        BodyId = presentation.BodyId,
        Kind = Kind,
        JudgementCode = JudgementCode,
        Title = Title,
        Statements = Statements,
        Notes = Notes,
        Minutes = Minutes,
        Chart = Chart,
    };

    /// <summary>Shortens or words anew what the slide shows, and sets notes and minutes. What was signed stays beside it, and so do the references; a title with a grade stays.</summary>
    /// <returns>False when somebody else has edited it since <paramref name="basedOn"/> and says something else.</returns>
    /// <exception cref="RuleBroken">It has no title, would not fit, or the presentation was handed over.</exception>
    public bool TryRewrite(Presentation of, SlideText text, int basedOn, DateTime at)
    {
        of.Touch(at);
        var tidy = TitleIsSigned ? text.Tidied() with { Title = Title } : text.Tidied();
        Check(tidy);
        if (Kind == SlideKind.Added)
        {
            tidy = tidy.WithoutBlanks(); // Fields that were left empty are no points, so that the same typed twice is the same.
        }

        if (basedOn != Version)
        {
            return tidy.Says(Text);
        }

        Title = tidy.Title;
        Notes = tidy.Notes;
        Minutes = tidy.Minutes;
        Statements = Kind == SlideKind.Added
            ? [.. tidy.Texts.Select(t => Statement.Own(t))]
            : [.. Statements.Select((s, i) => i < tidy.Texts.Count ? s with { Text = tidy.Texts[i] } : s)];
        return true;
    }

    internal static void Check(SlideText text)
    {
        RuleBroken.IfBlank(text.Title, "slide.no-title", "A slide needs a title.", nameof(Title));
        Refuse(text.Title.Length > LongestTitle, $"The title must be {LongestTitle} characters or less to fit on the slide", nameof(Title));
        Refuse(text.Texts.Count(t => t.Length > 0) > MostStatements, $"A slide takes {MostStatements} points. Put the others on another slide", "Points");
        for (var i = 0; i < text.Texts.Count; i++)
        {
            Refuse(text.Texts[i].Length > LongestStatement, $"This is {text.Texts[i].Length - LongestStatement:N0} characters too long to fit on the slide. The full text goes with the notes", $"Points[{i}].Text");
        }

        var all = text.Texts.Sum(t => t.Length);
        Refuse(all > MostCharacters, $"Together the points are {all - MostCharacters:N0} characters too long for one slide. The full text goes with the notes", "Points");
        Refuse(text.Notes.Length > LongestNotes, $"The notes must be {LongestNotes:N0} characters or less", nameof(Notes));
        Refuse(text.Minutes is < 0 or > MostMinutes, $"Minutes must be a number from 0 to {MostMinutes}", nameof(Minutes));
    }

    private static void Refuse(bool broken, string message, string field)
    {
        if (broken)
        {
            throw new RuleBroken("slide.does-not-fit", message + ".", field);
        }
    }
}
