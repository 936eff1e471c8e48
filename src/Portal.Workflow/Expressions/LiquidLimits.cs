using System.Diagnostics;
using Fluid;
using Fluid.Ast;
using Fluid.Values;

namespace Portal.Workflow.Expressions;

/// <summary>
/// What a template may take: steps, time and characters. Fluid itself counts steps only, and makes a range whole before the first of them: so a template is
/// rewritten once when it is parsed, and its filters are asked beforehand how long their result would be.
/// </summary>
internal sealed class LiquidLimits : AstRewriter
{
    /// <summary>Most characters of a text, of all items of a list, and of all that a template writes.</summary>
    public const int MostCharacters = 500_000;

    private const int MostSteps = 100_000;

    /// <summary>Digits of the width or the precision of a format.</summary>
    private const int MostDigits = 3;

    private const string Key = "limits";

    /// <summary>Filters whose result can be longer than what they are given.</summary>
    private static readonly HashSet<string> Growing = new(StringComparer.Ordinal)
    {
        "append", "prepend", "replace_first", "replace_last", "concat", "escape", "escape_once", "url_encode", "newline_to_br", "json", "base64_encode", "base64_url_safe_encode", "format_string",
    };

    private static readonly TimeSpan MostTime = TimeSpan.FromSeconds(5);

    private LiquidLimits()
    {
    }

    /// <summary>The same template, with its ranges and what it writes counted.</summary>
    public static IFluidTemplate On(IFluidTemplate template) => new LiquidLimits().VisitTemplate(template);

    /// <summary>Options under which no filter and no assignment makes more than may be.</summary>
    public static TemplateOptions Options(Action<TemplateOptions> configure)
    {
        var options = new TemplateOptions { MaxSteps = MostSteps };
        configure(options);
        foreach (var (name, filter) in options.Filters.ToList())
        {
            options.Filters.AddFilter(name, (input, arguments, context) =>
            {
                Spent.Of(context).Check(LengthOf(name, input, arguments));
                return filter(input, arguments, context);
            });
        }

        options.Assigned = (_, value, context) => Checked(value, context);
        options.Captured = (_, value, context) => Checked(value, context);
        return options;
    }

    /// <summary>Begins to count.</summary>
    public static void Begin(TemplateContext context) => context.AmbientValues[Key] = new Spent();

    protected override Fluid.Ast.Expression VisitRangeExpression(RangeExpression rangeExpression) => new Range(rangeExpression);

    protected override Statement VisitOutputStatement(OutputStatement outputStatement)
    {
        TryRewriteExpression(outputStatement.Expression, out var written);
        return new OutputStatement(new Written(written));
    }

    protected override Statement VisitTextSpanStatement(TextSpanStatement textSpanStatement) => new Counted(textSpanStatement);

    private static ValueTask<FluidValue> Checked(FluidValue value, TemplateContext context)
    {
        Spent.Of(context).Check(LengthOf(value));
        return new ValueTask<FluidValue>(value);
    }

    private static long LengthOf(string filter, FluidValue input, FilterArguments arguments)
    {
        var given = Enumerable.Range(0, arguments.Count).Select(arguments.At).ToList();
        return filter switch
        {
            "replace" when given.Count > 1 => LengthOf(input) + (Occurrences(input.ToStringValue(), given[0].ToStringValue()) * LengthOf(given[1])),
            "join" when given.Count > 0 => LengthOf(input) + (ItemsOf(input).Count * LengthOf(given[0])),
            "format_string" when Places(input.ToStringValue()).Any(IsLong) => long.MaxValue,
            "format_number" or "format_date" when given.Exists(g => IsLongSpecifier(g.ToStringValue())) => long.MaxValue,
            _ when Growing.Contains(filter) => LengthOf(input) + given.Sum(LengthOf),
            _ => 0,
        };
    }

    private static long LengthOf(FluidValue value) => value.Type switch
    {
        FluidValues.String => value.ToStringValue().Length,
        FluidValues.Array => ItemsOf(value).Sum(i => 1 + LengthOf(i)),
        _ => 1,
    };

    private static IReadOnlyList<FluidValue> ItemsOf(FluidValue value) => value is ArrayValue array ? array.Values : [];

    private static long Occurrences(string text, string part)
    {
        if (part.Length == 0)
        {
            return text.Length + 1;
        }

        var count = 0;
        for (var at = text.IndexOf(part, StringComparison.Ordinal); at >= 0; at = text.IndexOf(part, at + part.Length, StringComparison.Ordinal))
        {
            count++;
        }

        return count;
    }

    /// <summary>What stands between braces in a composite format.</summary>
    private static IEnumerable<string> Places(string format) => format.Split('{').Skip(1).Select(place => place.Split('}')[0]);

    /// <summary>True where a place such as <c>{0,900000}</c> or <c>{0:D900000}</c> is filled up to as many characters.</summary>
    private static bool IsLong(string place)
    {
        var (named, specifier) = place.IndexOf(':', StringComparison.Ordinal) is >= 0 and var at ? (place[..at], place[(at + 1)..]) : (place, "");
        return IsLongSpecifier(specifier) || named.Split(',') is [_, var width, ..] && width.Count(char.IsAsciiDigit) > MostDigits;
    }

    /// <summary>True for a format such as <c>D999999999</c>, which makes as many digits.</summary>
    private static bool IsLongSpecifier(string format) => format.Length > MostDigits + 1 && char.IsAsciiLetter(format[0]) && format.Skip(1).All(char.IsAsciiDigit);

    /// <summary>What one rendering has taken so far.</summary>
    private sealed class Spent
    {
        private readonly long _began = Stopwatch.GetTimestamp();
        private long _written;

        public static Spent Of(TemplateContext context) => (Spent)context.AmbientValues[Key];

        public void Write(long characters) => Check(_written += characters);

        public void Check(long characters)
        {
            if (characters > MostCharacters)
            {
                throw new InvalidOperationException($"The template makes more than {MostCharacters:N0} characters.");
            }

            if (Stopwatch.GetElapsedTime(_began) > MostTime)
            {
                throw new TimeoutException($"The template takes more than {MostTime.TotalSeconds:N0} seconds.");
            }
        }
    }

    /// <summary>A range that is made only when it is short enough.</summary>
    private sealed class Range(RangeExpression range) : Fluid.Ast.Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var (from, to) = ((await range.From.EvaluateAsync(context)).ToNumberValue(), (await range.To.EvaluateAsync(context)).ToNumberValue());
            return to - from < MostSteps
                ? await range.EvaluateAsync(context)
                : throw new InvalidOperationException($"The range from {from} to {to} has more than {MostSteps:N0} numbers.");
        }
    }

    /// <summary>Text of the template itself, which a loop writes again and again.</summary>
    private sealed class Counted(TextSpanStatement text) : Statement
    {
        public override ValueTask<Completion> WriteToAsync(TextWriter writer, System.Text.Encodings.Web.TextEncoder encoder, TemplateContext context)
        {
            Spent.Of(context).Write(text.Text.Length);
            return text.WriteToAsync(writer, encoder, context);
        }
    }

    /// <summary>A value that is about to be written.</summary>
    private sealed class Written(Fluid.Ast.Expression expression) : Fluid.Ast.Expression
    {
        public override async ValueTask<FluidValue> EvaluateAsync(TemplateContext context)
        {
            var value = await expression.EvaluateAsync(context);
            Spent.Of(context).Write(LengthOf(value));
            return value;
        }
    }
}
