using System.Text.Json;
using Portal.Domain.Frameworks;

namespace Portal.Web.Seeding;

/// <summary>
/// Reads a framework from its JSON file (<c>seed-data/frameworks/*.json</c>, described by <c>framework.schema.json</c>). A file with any
/// fault is refused whole, with all faults.
/// </summary>
public static class FrameworkFile
{
    private static readonly Dictionary<string, AssessedBody> _bodies = new(StringComparer.Ordinal)
    {
        ["local-authority"] = AssessedBody.LocalAuthority,
        ["safeguarding-board"] = AssessedBody.SafeguardingBoard,
    };

    private static readonly Dictionary<string, JudgementKind> _judgementKinds = new(StringComparer.Ordinal)
    {
        ["overall"] = JudgementKind.Overall,
        ["key-judgement"] = JudgementKind.KeyJudgement,
        ["sub-judgement"] = JudgementKind.SubJudgement,
        ["review"] = JudgementKind.Review,
        ["standard"] = JudgementKind.Standard,
    };

    private static readonly Dictionary<string, AnsweredBy> _answerers = new(StringComparer.Ordinal)
    {
        ["body"] = AnsweredBy.Body,
        ["partner-agencies"] = AnsweredBy.PartnerAgencies,
    };

    private static readonly Dictionary<string, ConditionMatch> _matches = new(StringComparer.Ordinal)
    {
        ["any"] = ConditionMatch.Any,
        ["all"] = ConditionMatch.All,
    };

    private static readonly Dictionary<string, PromptKind> _promptKinds = new(StringComparer.Ordinal)
    {
        ["what-separated-grades"] = PromptKind.WhatSeparatedGrades,
        ["optional"] = PromptKind.Optional,
    };

    /// <exception cref="SeedFileRefused">The file is not there, or has faults.</exception>
    public static Framework Read(string path) =>
        File.Exists(path)
            ? Read(File.ReadAllBytes(path), path)
            : throw new SeedFileRefused(path, [new SeedFault("$", "there is no such file")]);

    /// <param name="content">The text, in UTF-8; read to its end.</param>
    /// <param name="name">What to call it in messages.</param>
    /// <exception cref="SeedFileRefused">It has faults.</exception>
    public static Framework Read(Stream content, string name)
    {
        using var bytes = new MemoryStream();
        content.CopyTo(bytes);
        return Read(bytes.ToArray(), name);
    }

    private static Framework Read(byte[] content, string name)
    {
        using var document = SeedJsonText.Parse(name, content);
        var faults = new List<SeedFault>();
        var framework = Framework(new SeedJsonObject(document.RootElement, "$", FrameworkShapes.Framework, faults));
        if (document.RootElement.ValueKind == JsonValueKind.Object)
        {
            FrameworkChecks.Run(framework, faults);
        }

        return faults.Count == 0
            ? framework with { ContentHash = SeedJsonText.ContentHash(document.RootElement) }
            : throw new SeedFileRefused(name, faults);
    }

    private static Framework Framework(SeedJsonObject it)
    {
        _ = it.OptionalText("$schema");
        return new Framework
        {
            Code = it.Text("code"),
            Version = it.Number("version", least: 1),
            Title = it.Text("title"),
            ShortTitle = it.Text("shortTitle"),
            Body = it.OneOf("body", _bodies),
            AnsweredBy = it.OptionalOneOf("answeredBy", _answerers) ?? AnsweredBy.Body,
            Questions = it.OptionalObject("questions", FrameworkShapes.Questions) is { } questions ? Questions(questions) : AnswerQuestions.Usual,
            Replaces = it.OptionalObject("replaces", FrameworkShapes.Replaces) is { } replaces ? Replaces(replaces) : null,
            ValidFrom = it.Date("validFrom"),
            ValidTo = it.OptionalDate("validTo"),
            Scale = it.Objects("scale", FrameworkShapes.Grade, Grade),
            Judgements = it.Objects("judgements", FrameworkShapes.Judgement, Judgement),
            LimitingRules = it.Objects("limitingRules", FrameworkShapes.LimitingRule, LimitingRule),
            OutcomeTable = it.OptionalObject("outcomeTable", FrameworkShapes.OutcomeTable) is { } table ? OutcomeTable(table) : null,
            Prompts = it.Objects("prompts", FrameworkShapes.Prompt, Prompt),
            AnnexALists = it.Objects("annexALists", FrameworkShapes.AnnexAList, AnnexAList),
            Source = it.Text("source"),
            Attribution = it.Text("attribution"),
            ContentHash = "",
        };
    }

    private static AnswerQuestions Questions(SeedJsonObject it) => new(it.Text("know"), it.Text("howKnown"), it.Text("difference"), it.Text("next"));

    private static Succession Replaces(SeedJsonObject it) => new(
        it.Number("version", least: 1),
        it.Objects("criteria", FrameworkShapes.Succession, Succeeded),
        it.Objects("judgements", FrameworkShapes.Succession, Succeeded));

    private static Succeeded Succeeded(SeedJsonObject it) => new(it.Text("from"), it.Texts("to"), it.OptionalText("note"));

    private static GradeDefinition Grade(SeedJsonObject it) => new(it.Text("code"), it.Number("number", least: 1), it.Text("label"));

    private static JudgementArea Judgement(SeedJsonObject it) => new()
    {
        Code = it.Text("code"),
        Title = it.Text("title"),
        Kind = it.OneOf("kind", _judgementKinds),
        Parent = it.OptionalText("parent"),
        Descriptors = it.TextsByName("descriptors"),
        Criteria = it.Objects("criteria", FrameworkShapes.Criterion, Criterion),
    };

    private static Criterion Criterion(SeedJsonObject it) => new()
    {
        Id = it.Text("id"),
        Title = it.Text("title"),
        Text = it.Text("text"),
        EvidenceHints = it.Texts("evidenceHints"),
        AnnexALists = it.Numbers("annexALists", least: 1),
        AnnexANote = it.OptionalText("annexANote"),
    };

    private static LimitingRule LimitingRule(SeedJsonObject it)
    {
        var when = it.Object("when", FrameworkShapes.Condition);
        var effect = it.Object("effect", FrameworkShapes.Effect);
        return new LimitingRule
        {
            Id = it.Text("id"),
            When = new LimitingCondition(when.OneOf("match", _matches), when.Texts("judgements"), when.Text("grade")),
            Effect = new LimitingEffect(effect.Text("judgement"), effect.Text("cap"), effect.Text("text")),
            Explanation = it.Text("explanation"),
            Source = it.Text("source"),
            BasedOn = it.Number("basedOn", least: 0),
        };
    }

    private static OutcomeTable OutcomeTable(SeedJsonObject it) => new()
    {
        Title = it.Text("title"),
        Judgements = it.Texts("judgements"),
        Of = it.Text("of"),
        Rows = it.Objects(
            "rows",
            FrameworkShapes.OutcomeRow,
            row => new OutcomeRow(row.Texts("grades"), row.Objects("outcomes", FrameworkShapes.Outcome, Outcome))),
        NotAllJudged = it.Objects("notAllJudged", FrameworkShapes.Outcome, Outcome),
        Caveat = it.Text("caveat"),
        Source = it.Text("source"),
    };

    private static OutcomeCount Outcome(SeedJsonObject it) => new(it.Text("grade"), it.Number("count", least: 0));

    private static Prompt Prompt(SeedJsonObject it) => new()
    {
        Id = it.Text("id"),
        Kind = it.OneOf("kind", _promptKinds),
        Judgement = it.OptionalText("judgement"),
        Grade = it.OptionalText("grade"),
        Title = it.Text("title"),
        Points = it.Texts("points"),
        Source = it.Text("source"),
    };

    private static AnnexAListReference AnnexAList(SeedJsonObject it) => new(it.Number("number", least: 1), it.Text("title"));
}
