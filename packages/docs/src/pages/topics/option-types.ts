/** Reads options from the declaration of their type: names, types and doc comments. */
import ts from 'typescript';
import { OPTION_SOURCES, readRepositoryFile } from './repository-files.ts';

/** An option of a type. */
export interface Option {
  name: string;
  /** Type as declared, without `readonly`, `undefined` and comments. */
  type: string;
  isRequired: boolean;
  /** Doc comment without tags; empty if there is none. */
  description: string;
  /** Value of the `@default` tag. */
  defaultValue: string;
}

/** Returns the options of a type, such as `server.ServerOptions`. Throws if its source file does not declare it. */
export function optionsOf(name: string): Option[] {
  const file = OPTION_SOURCES[name];
  if (file === undefined) throw new Error(`unknown option type ${name}: add it to repository-files.ts`);
  const typeName = name.slice(name.indexOf('.') + 1);
  const source = ts.createSourceFile(file, readRepositoryFile(file), ts.ScriptTarget.Latest, true);
  const declaration = source.statements.find(
    (each): each is ts.InterfaceDeclaration | ts.TypeAliasDeclaration =>
      (ts.isInterfaceDeclaration(each) || ts.isTypeAliasDeclaration(each)) && each.name.text === typeName,
  );
  if (!declaration) throw new Error(`${file} declares no type ${typeName}`);
  const options = new Map<string, Option>();
  for (const member of membersOf(declaration)) {
    const option = optionOf(member, source);
    // One member of a union may forbid an option of another member.
    if (option && option.type !== '' && !options.has(option.name)) options.set(option.name, option);
  }
  return [...options.values()];
}

function membersOf(node: ts.InterfaceDeclaration | ts.TypeAliasDeclaration): ts.TypeElement[] {
  if (ts.isInterfaceDeclaration(node)) return [...node.members];
  const parts = ts.isUnionTypeNode(node.type) ? node.type.types : [node.type];
  return parts.flatMap((part) => (ts.isTypeLiteralNode(part) ? [...part.members] : []));
}

function optionOf(member: ts.TypeElement, source: ts.SourceFile): Option | undefined {
  if (!member.name) return undefined;
  const [comment] = ts.getJSDocCommentsAndTags(member).filter(ts.isJSDoc);
  const tags = comment?.tags ?? [];
  const defaultTag = tags.find(({ tagName }) => tagName.text === 'default');
  return {
    name: member.name.getText(source),
    type: typeOf(member, source),
    isRequired: member.questionToken === undefined,
    description: onOneLine(ts.getTextOfJSDocComment(comment?.comment) ?? ''),
    defaultValue: onOneLine(ts.getTextOfJSDocComment(defaultTag?.comment) ?? ''),
  };
}

function typeOf(member: ts.TypeElement, source: ts.SourceFile): string {
  if (ts.isMethodSignature(member)) {
    const parameters = member.parameters.map((each) => each.getText(source)).join(', ');
    return onOneLine(`(${parameters}) => ${member.type?.getText(source) ?? 'void'}`);
  }
  if (!ts.isPropertySignature(member) || !member.type) return '';
  const type = onOneLine(member.type.getText(source))
    .replace(/^\| /, '')
    .replace(/ \| undefined$/, '');
  return type === 'undefined' || type === 'never' ? '' : withoutParentheses(type);
}

function withoutParentheses(type: string): string {
  return /^\((?:[^()]|\([^()]*\))*\)$/.test(type) ? type.slice(1, -1) : type;
}

function onOneLine(comment: string): string {
  return comment.replace(/\s*\n\s*/g, ' ').trim();
}
