using Acornima;
using Acornima.Ast;

namespace Portal.Workflow.Expressions;

/// <summary>
/// What a script names for certain, read from its syntax tree: variables whose name stands there in full, and the functions <c>getX</c> and <c>setX</c>
/// that it calls. What it computes, declares itself, tries out with <c>typeof</c> or catches is none of them.
/// </summary>
internal sealed class JavaScriptMentions
{
    private static readonly string[] OfAnyObject =
        ["constructor", "hasOwnProperty", "isPrototypeOf", "propertyIsEnumerable", "toLocaleString", "toString", "valueOf", "__proto__"];

    private readonly HashSet<string> _own = new(StringComparer.Ordinal);

    private JavaScriptMentions(Node tree)
    {
        foreach (var node in All(tree))
        {
            FindOwn(node);
        }

        if (All(tree).Any(n => n is WithStatement or ThisExpression || n is Identifier { Name: "globalThis" }))
        {
            return; // Any name may stand for anything.
        }

        foreach (var node in All(tree, uncaught: true))
        {
            Find(node);
        }

        Variables.ExceptWith(OfAnyObject);
        Variables.ExceptWith(Tried);
        Functions.ExceptWith(_own);
    }

    /// <summary>Variables read or written by name.</summary>
    public HashSet<string> Variables { get; } = new(StringComparer.Ordinal);

    /// <summary>Functions that a variable or an input of the workflow would bring.</summary>
    public HashSet<string> Functions { get; } = new(StringComparer.Ordinal);

    private HashSet<string> Tried { get; } = new(StringComparer.Ordinal);

    /// <summary>What the script names; null when it cannot be parsed.</summary>
    public static JavaScriptMentions? Of(string script) => JavaScript.Tree(script) is { } tree ? new JavaScriptMentions(tree) : null;

    /// <summary>True for a script that goes straight from its first line to its last and calls nothing but the portal's functions: it cannot make much of little.</summary>
    public static bool IsModest(Node tree) => All(tree).All(n => n switch
    {
        NewExpression or TaggedTemplateExpression or BigIntLiteral or WithStatement or ObjectPattern or IFunction or IClass => false,
        ForStatement or ForInStatement or ForOfStatement or WhileStatement or DoWhileStatement => false,
        CallExpression { Callee: Identifier called } => JavaScriptLibrary.IsOfLibrary(called.Name),
        CallExpression => false,
        _ => true,
    });

    private static IEnumerable<Node> All(Node root, bool uncaught = false)
    {
        var open = new Stack<Node>([root]);
        while (open.TryPop(out var node))
        {
            yield return node;
            if (uncaught && node is TryStatement { Handler: not null })
            {
                continue;
            }

            foreach (var child in node.ChildNodes)
            {
                open.Push(child);
            }
        }
    }

    private void FindOwn(Node node)
    {
        switch (node)
        {
            case VariableDeclarator declarator:
                Own(declarator.Id);
                break;
            case IFunction function:
                Own(function.Id);
                foreach (var parameter in function.Params)
                {
                    Own(parameter);
                }

                break;
            case IClass type:
                Own(type.Id);
                break;
            case CatchClause caught:
                Own(caught.Param);
                break;
            case AssignmentExpression { Left: not MemberExpression } assignment:
                Own(assignment.Left);
                break;
            case UnaryExpression { Operator: Operator.TypeOf } tried:
                Own(tried.Argument);
                Tried.UnionWith(All(tried.Argument).OfType<MemberExpression>().Select(NameOf).OfType<string>());
                break;
        }
    }

    private void Own(Node? pattern)
    {
        if (pattern is not null)
        {
            _own.UnionWith(All(pattern).OfType<Identifier>().Select(i => i.Name));
        }
    }

    private void Find(Node node)
    {
        if (node is MemberExpression { Object: Identifier { Name: "variables" } } member && !_own.Contains("variables") && NameOf(member) is { } read)
        {
            Variables.Add(read);
        }
        else if (node is CallExpression { Callee: Identifier { Name: "getVariable" or "setVariable" } access } call && !_own.Contains(access.Name))
        {
            if (call.Arguments.Count > 0 && call.Arguments[0] is StringLiteral name)
            {
                Variables.Add(name.Value);
            }
        }
        else if (node is CallExpression { Callee: Identifier { Name: ['g' or 's', 'e', 't', var first, ..] } function } && char.IsUpper(first))
        {
            Functions.Add(function.Name);
        }
    }

    private static string? NameOf(MemberExpression member) => member.Property switch
    {
        Identifier name when !member.Computed => name.Name,
        StringLiteral name => name.Value,
        _ => null,
    };
}
