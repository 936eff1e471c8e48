using Fluid.Ast;

namespace Portal.Workflow.Expressions;

/// <summary>The variables that a template names in full, read from its syntax tree: <c>Variables.X</c> and <c>Variables["X"]</c>.</summary>
internal sealed class LiquidMentions : AstVisitor
{
    private const string Root = "Variables";

    private static readonly string[] OfAnyCollection = ["size", "first", "last"];

    private readonly HashSet<string> _names = new(StringComparer.Ordinal);
    private bool _isOwn;

    private LiquidMentions()
    {
    }

    /// <summary>The names; none when the template cannot be parsed, or makes something else of the word.</summary>
    public static IReadOnlySet<string> Of(string template)
    {
        var mentions = new LiquidMentions();
        if (Liquid.Tree(template) is { } tree)
        {
            mentions.VisitTemplate(tree);
        }

        return mentions._isOwn ? new HashSet<string>(StringComparer.Ordinal) : mentions._names;
    }

    protected override Fluid.Ast.Expression VisitMemberExpression(MemberExpression memberExpression)
    {
        if (memberExpression.Segments is [IdentifierSegment root, var member, ..] && IsRoot(root.Identifier) && NameOf(member) is { } name && !OfAnyCollection.Contains(name, StringComparer.Ordinal))
        {
            _names.Add(name);
        }

        return base.VisitMemberExpression(memberExpression);
    }

    protected override Statement VisitAssignStatement(AssignStatement assignStatement)
    {
        _isOwn |= IsRoot(assignStatement.Identifier);
        return base.VisitAssignStatement(assignStatement);
    }

    protected override Statement VisitCaptureStatement(CaptureStatement captureStatement)
    {
        _isOwn |= IsRoot(captureStatement.Identifier);
        return base.VisitCaptureStatement(captureStatement);
    }

    protected override Statement VisitForStatement(ForStatement forStatement)
    {
        _isOwn |= IsRoot(forStatement.Identifier);
        return base.VisitForStatement(forStatement);
    }

    private static bool IsRoot(string identifier) => string.Equals(identifier, Root, StringComparison.OrdinalIgnoreCase);

    private static string? NameOf(MemberSegment member) => member switch
    {
        IdentifierSegment name => name.Identifier,
        IndexerSegment { Expression: LiteralExpression { Value: Fluid.Values.StringValue text } } => text.ToStringValue(),
        _ => null,
    };
}
