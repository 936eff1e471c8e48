namespace Portal.Domain.Presentations;

/// <summary>What a slide is for.</summary>
public enum SlideKind
{
    /// <summary>Who presents, and of what.</summary>
    Title,

    /// <summary>Context figures.</summary>
    WhoWeAre,

    /// <summary>All grades together.</summary>
    Grades,

    /// <summary>One judgement: its grade, why, and how near the neighbouring grades are.</summary>
    Judgement,

    /// <summary>What is known about the criteria of one judgement.</summary>
    Know,

    /// <summary>How it is known.</summary>
    HowKnown,

    /// <summary>What difference it made.</summary>
    Difference,

    /// <summary>What comes next.</summary>
    Next,

    /// <summary>What children, young people and families said.</summary>
    Voice,

    /// <summary>What the team is asked to look at.</summary>
    LookAt,

    /// <summary>Caveats and dissent on the record.</summary>
    Caveats,

    /// <summary>Written by the body for the presentation alone.</summary>
    Added,

    /// <summary>A chart.</summary>
    Chart,
}
