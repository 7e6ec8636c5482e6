# Reads texts of scripts, one JSON string a line, and answers each with a line of JSON: what PowerShell's own parser sees in it.
$ErrorActionPreference = 'Stop'
[Console]::InputEncoding = [Console]::OutputEncoding = [System.Text.UTF8Encoding]::new($false)
Add-Type -TypeDefinition @'
using System.Collections.Generic;
using System.Linq;
using System.Management.Automation.Language;
using System.Text.Encodings.Web;
using System.Text.Json;

public static class Seen
{
    static readonly JsonSerializerOptions Options = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    static object Place(IScriptExtent extent) => new { start = extent.StartOffset, end = extent.EndOffset };

    static object Element(CommandElementAst element) => element is CommandParameterAst parameter
        ? new { kind = "parameter", name = parameter.ParameterName, argument = parameter.Argument == null ? null : Value(parameter.Argument), place = Place(parameter.Extent) }
        : new { kind = "argument", name = (string)null, argument = Value((ExpressionAst)element), place = Place(element.Extent) };

    static object Value(ExpressionAst expression) => new
    {
        type = expression.GetType().Name,
        text = expression.Extent.Text,
        constant = expression is ConstantExpressionAst constant ? constant.Value?.ToString() : null,
        place = Place(expression.Extent),
    };

    public static string In(string line)
    {
        var ast = Parser.ParseInput(JsonSerializer.Deserialize<string>(line), out _, out var errors);
        return JsonSerializer.Serialize(new
        {
            errors = errors.Select(error => new { code = error.ErrorId, message = error.Message, place = Place(error.Extent) }),
            commands = ast.FindAll(each => each is CommandAst, true).Cast<CommandAst>().Select(command => new
            {
                name = command.GetCommandName(),
                @operator = command.InvocationOperator.ToString(),
                elements = command.CommandElements.Select(Element),
                place = Place(command.Extent),
            }),
            assignments = ast.FindAll(each => each is AssignmentStatementAst, true).Cast<AssignmentStatementAst>().Select(assignment => new
            {
                left = assignment.Left.Extent.Text,
                @operator = assignment.Operator.ToString(),
                right = assignment.Right.Extent.Text,
                place = Place(assignment.Extent),
            }),
        }, Options);
    }
}
'@
while ($null -ne ($line = [Console]::In.ReadLine())) {
    [Console]::Out.WriteLine([Seen]::In($line))
}
