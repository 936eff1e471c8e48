using Portal.Domain.Presentations;
using Portal.Domain.Reviews;

namespace Portal.Web.Words;

/// <summary>What people read for the codes of the opening presentation.</summary>
public static class PresentationsInWords
{
    public static string Words(this SlideKind kind) => kind switch
    {
        SlideKind.Title => "Title",
        SlideKind.WhoWeAre => "Who we are",
        SlideKind.Grades => "All grades",
        SlideKind.Judgement => "Grade and nearness",
        SlideKind.Know => "What we know",
        SlideKind.HowKnown => "How we know it",
        SlideKind.Difference => "What difference it made",
        SlideKind.Next => "What comes next",
        SlideKind.Voice => "Voice of children",
        SlideKind.LookAt => "What the team should look at",
        SlideKind.Caveats => "Caveats and dissent",
        SlideKind.Added => "Added by you",
        SlideKind.Chart => "Chart",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    public static string Words(this OpeningState state) => state switch
    {
        OpeningState.Offered => "Offered, not answered yet",
        OpeningState.Taken => "Taken",
        OpeningState.Declined => "Declined",
        OpeningState.Given => "Given",
        OpeningState.Withdrawn => "Withdrawn",
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, null),
    };

    /// <summary>The colour of the tag that names it.</summary>
    public static string Colour(this OpeningState state) => state switch
    {
        OpeningState.Offered => "yellow",
        OpeningState.Taken => "blue",
        OpeningState.Declined => "orange",
        OpeningState.Withdrawn => "grey",
        _ => "green",
    };
}
