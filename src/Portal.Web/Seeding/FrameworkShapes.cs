namespace Portal.Web.Seeding;

/// <summary>The objects of a framework file. <c>framework.schema.json</c> says the same for editors; a test compares the two.</summary>
public static class FrameworkShapes
{
    public static ObjectShape Framework { get; } = new(
        "framework",
        [
            "code", "version", "title", "shortTitle", "body", "validFrom", "scale", "judgements", "limitingRules", "prompts", "annexALists",
            "source", "attribution",
        ],
        ["$schema", "answeredBy", "questions", "replaces", "validTo", "outcomeTable"]);

    public static ObjectShape Questions { get; } = new("questions", ["know", "howKnown", "difference", "next"], []);

    public static ObjectShape Replaces { get; } = new("replaces", ["version"], ["criteria", "judgements"]);

    public static ObjectShape Succession { get; } = new("succession", ["from", "to"], ["note"]);

    public static ObjectShape Grade { get; } = new("grade", ["code", "number", "label"], []);

    public static ObjectShape Judgement { get; } = new("judgement", ["code", "title", "kind", "descriptors", "criteria"], ["parent"]);

    public static ObjectShape Criterion { get; } =
        new("criterion", ["id", "title", "text", "evidenceHints", "annexALists"], ["annexANote"]);

    public static ObjectShape LimitingRule { get; } =
        new("limitingRule", ["id", "when", "effect", "explanation", "source", "basedOn"], []);

    public static ObjectShape Condition { get; } = new("condition", ["match", "judgements", "grade"], []);

    public static ObjectShape Effect { get; } = new("effect", ["judgement", "cap", "text"], []);

    public static ObjectShape OutcomeTable { get; } =
        new("outcomeTable", ["title", "judgements", "of", "rows", "notAllJudged", "caveat", "source"], []);

    public static ObjectShape OutcomeRow { get; } = new("outcomeRow", ["grades", "outcomes"], []);

    public static ObjectShape Outcome { get; } = new("outcome", ["grade", "count"], []);

    public static ObjectShape Prompt { get; } = new("prompt", ["id", "kind", "title", "points", "source"], ["judgement", "grade"]);

    public static ObjectShape AnnexAList { get; } = new("annexAList", ["number", "title"], []);

    public static IReadOnlyList<ObjectShape> All { get; } =
    [
        Framework, Questions, Replaces, Succession, Grade, Judgement, Criterion, LimitingRule, Condition, Effect, OutcomeTable, OutcomeRow, Outcome, Prompt, AnnexAList,
    ];
}
