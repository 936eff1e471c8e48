namespace Portal.Domain.People;

/// <summary>The kinds of post (product description, "Who uses it").</summary>
public enum PostRole
{
    /// <summary>Independent chair of a board; owns and signs the board's self-assessment.</summary>
    Chair,

    /// <summary>Runs the board's self-assessment day to day.</summary>
    BoardManager,

    /// <summary>Director of children's services; owns the authority's self-assessment and signs both.</summary>
    DirectorOfChildrensServices,

    /// <summary>Chief executive of an authority; sees and acknowledges.</summary>
    ChiefExecutive,

    /// <summary>Partner agency or authority team; answers what is assigned to it.</summary>
    Contributor,

    /// <summary>Keeps the authority's Annex A return.</summary>
    DataOfficer,

    /// <summary>Leads a review.</summary>
    LeadInspector,

    /// <summary>Member of a review team.</summary>
    Inspector,

    /// <summary>Answers for the consistency of reviews.</summary>
    QualityAssuranceLead,

    /// <summary>Makes up the teams of a review body's reviews; reads nothing of what is handed over to them.</summary>
    ReviewAdministrator,

    /// <summary>Writes frameworks.</summary>
    FrameworkAuthor,

    /// <summary>Runs the portal; sees no content by default.</summary>
    Administrator,
}
